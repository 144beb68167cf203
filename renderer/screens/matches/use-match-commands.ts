/** The keys of a comparison: through its lists, from one list to the next, to the features of a pair. */
import type { CompareAnswer } from '../../../contract/records/studies/compare'
import { useCommands } from '../../app/commands/commands'
import { moveCommands } from '../../app/commands/move-commands'
import type { ChartOutput } from '../../app/output/chart-output'
import { copyLine } from '../../app/output/copy-line'
import { outputCommands } from '../../app/output/output-commands'
import { type ListName, listNames, type MatchLine } from './lists'
import { comparisonCitation, lineCitation } from './match-figures'
import type { MatchesProps } from './matches'

export interface MatchActs {
  list: ListName
  choose: (list: ListName) => void
  lines: readonly MatchLine[]
  active: number
  setActive: (place: number) => void
  open: (side: 'a' | 'b', line: MatchLine | undefined) => void
  runs: MatchesProps['runs']
  answer: CompareAnswer
  output: ChartOutput
  pageRows: () => number
}

const scope = 'matches'

export function useMatchCommands(acts: MatchActs): void {
  const { list, choose, lines, active, open, runs, answer, output } = acts
  const when = active >= 0
  const turn = (step: number) => choose(listNames[(listNames.indexOf(list) + step + listNames.length) % listNames.length])
  useCommands([
    ...moveCommands({
      area: 'matches',
      scope,
      noun: 'line',
      active,
      rows: lines.length,
      page: acts.pageRows,
      go: acts.setActive
    }),
    { id: 'matches.less', title: 'List before', keys: ['['], scope, run: () => turn(-1) },
    { id: 'matches.more', title: 'Next list', keys: [']'], scope, run: () => turn(1) },
    {
      id: 'matches.openA',
      title: 'Open feature',
      detail: runs.a.name,
      keys: ['Enter'],
      scope,
      when,
      run: () => open('a', lines[active])
    },
    {
      id: 'matches.openB',
      title: 'Open feature',
      detail: runs.b.name,
      keys: ['Shift+Enter'],
      scope,
      when,
      run: () => open('b', lines[active])
    },
    {
      id: 'matches.cite',
      title: 'Copy citation',
      keys: ['Mod+Alt+C'],
      scope,
      run: () => void copyLine(comparisonCitation(answer, runs), 'a line to cite')
    },
    {
      id: 'matches.citeLine',
      title: 'Copy this line of the list to cite',
      keys: ['Mod+C'],
      scope,
      when: () => when && (window.getSelection()?.toString() ?? '') === '',
      run: () => void copyLine(lineCitation(lines[active], answer, runs), 'a line to cite')
    },
    ...outputCommands('matches', scope, 'comparison', output)
  ])
}
