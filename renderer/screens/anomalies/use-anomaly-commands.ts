/** The keys of the anomaly list. */
import type { AnomalousRow, AnomalyMeasure } from '../../../contract/records/studies/anomalies'
import { useCommands } from '../../app/commands/commands'
import { moveCommands } from '../../app/commands/move-commands'
import { studySource } from '../../app/numbers/figure'
import type { ChartOutput } from '../../app/output/chart-output'
import { copyLine } from '../../app/output/copy-line'
import { outputCommands } from '../../app/output/output-commands'
import { useRun } from '../../app/project/current'
import type { AnsweredStudy } from '../../app/studies/use-study'
import { rowCitation } from './score-figures'

export interface AnomalyActs {
  rows: readonly AnomalousRow[]
  active: number
  measures: readonly AnomalyMeasure[]
  measure: AnomalyMeasure
  answered: AnsweredStudy<'anomalies'>
  output: ChartOutput
  go: (place: number) => void
  choose: (measure: AnomalyMeasure) => void
  explain: (row: AnomalousRow | undefined) => void
  page: () => number
}

const scope = 'anomalies'

export function useAnomalyCommands(acts: AnomalyActs): void {
  const { rows, active, measures, measure, answered, output, go, choose, explain, page } = acts
  const run = useRun()
  const row = rows[active]
  const turn = (step: number) => choose(measures[(measures.indexOf(measure) + step + measures.length) % measures.length])
  const cite = (listed: AnomalousRow) =>
    rowCitation(listed, { place: active + 1, rows: answered.answer.rows, measure, source: studySource(run, answered.study) })
  useCommands([
    ...moveCommands({ area: 'anomalies', scope, noun: 'row', active, rows: rows.length, page, go }),
    { id: 'anomalies.explain', title: 'Explain row', keys: ['Enter'], scope, when: row !== undefined, run: () => explain(row) },
    { id: 'anomalies.less', title: 'Order before', keys: ['['], scope, run: () => turn(-1) },
    { id: 'anomalies.more', title: 'Next order', keys: [']'], scope, run: () => turn(1) },
    {
      id: 'anomalies.cite',
      title: 'Copy citation',
      keys: ['Mod+Alt+C'],
      scope,
      when: row !== undefined,
      run: () => row && void copyLine(cite(row), 'a line to cite')
    },
    ...outputCommands('anomalies', scope, 'anomalies', output)
  ])
}
