/** The keys of the features of a category. */
import type { CategoryScores, FeatureScores } from '../../../contract/records/studies/columns'
import { useCommands } from '../../app/commands/commands'
import { moveCommands } from '../../app/commands/move-commands'
import { studySource } from '../../app/numbers/figure'
import type { ChartOutput } from '../../app/output/chart-output'
import { copyLine } from '../../app/output/copy-line'
import { outputCommands } from '../../app/output/output-commands'
import { useRun } from '../../app/project/current'
import type { AnsweredStudy } from '../../app/studies/use-study'
import { type CategoryPlace, categoryAfter } from './category-list'
import { scoreCitation } from './score-figures'

export interface ColumnsActs {
  answered: AnsweredStudy<'columns'>
  category: CategoryScores
  best: readonly FeatureScores[]
  active: number
  output: ChartOutput
  go: (place: number) => void
  choose: (place: CategoryPlace) => void
  open: () => void
  page: () => number
}

const scope = 'columns'

export function useColumnsCommands({ answered, category, best, active, output, go, choose, open, page }: ColumnsActs): void {
  const run = useRun()
  const score = best[active]
  const { answer, study } = answered
  const turn = (step: 1 | -1) => {
    const next = categoryAfter(answer, category, step)
    if (next) choose(next)
  }
  const cite = (score: FeatureScores) => scoreCitation(score, category, answer.heldOut, studySource(run, study))
  useCommands([
    ...moveCommands({ area: 'columns', scope, noun: 'feature', active, rows: best.length, page, go }),
    { id: 'columns.open', title: 'Open feature', keys: ['Enter'], scope, when: score !== undefined, run: open },
    { id: 'columns.less', title: 'Category before', keys: ['['], scope, run: () => turn(-1) },
    { id: 'columns.more', title: 'Next category', keys: [']'], scope, run: () => turn(1) },
    {
      id: 'columns.cite',
      title: 'Copy citation',
      keys: ['Mod+Alt+C'],
      scope,
      when: score !== undefined,
      run: () => score && void copyLine(cite(score), 'a line to cite')
    },
    ...outputCommands('columns', scope, 'scores', output)
  ])
}
