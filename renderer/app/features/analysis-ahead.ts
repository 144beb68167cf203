/** What an analysis of a run would do that is asked for now: go on with one that was cut off, take in rows that were added, or neither. */
import type { Dataset } from '../../../contract/records/dataset'
import type { Run } from '../../../contract/records/run'
import { formatCount, formatPlural } from '../../widgets/format'

export type AnalysisAhead =
  | { pass: 'resumed'; step: number; rows: number }
  | { pass: 'extended'; step: number; added: number }
  /** Rows were added, and something is different for those that were there. */
  | { pass: 'whole'; step: number; added: number; because: string }

type Analyzed = Pick<Run, 'analysis' | 'unfinishedAnalysis'>
type Rows = Pick<Dataset, 'trainRows' | 'validationRows' | 'growths'>

/** Undefined where there is nothing but the usual: a run that was not analyzed, or was over all rows. */
export function analysisAhead({ analysis, unfinishedAnalysis }: Analyzed, dataset: Rows | undefined): AnalysisAhead | undefined {
  const rows = dataset ? dataset.trainRows + dataset.validationRows : (analysis?.rows ?? 0)
  const added = analysis ? rows - analysis.rows : 0
  const isDone = added === 0 && analysis?.step === unfinishedAnalysis?.step
  if (unfinishedAnalysis && !isDone) return { pass: 'resumed', ...unfinishedAnalysis }
  if (!analysis || added === 0) return undefined
  const changed = dataset?.growths?.filter(({ at }) => at > analysis.finishedAt).find((growth) => growth.changed !== undefined)
  if (changed?.changed !== undefined) return { pass: 'whole', step: analysis.step, added, because: changed.changed }
  return { pass: 'extended', step: analysis.step, added }
}

/** One sentence or two for the person. */
export function aheadText(ahead: AnalysisAhead): string {
  if (ahead.pass === 'resumed')
    return `The analysis of step ${formatCount(ahead.step)} was cut off after ${formatPlural(ahead.rows, 'row')}. It goes on from there.`
  const rows = `The data set has ${formatPlural(ahead.added, 'row')} more now.`
  if (ahead.pass === 'extended') return `${rows} Analyzing takes in only those; the result is that of all rows.`
  return `${rows} All are analyzed again: ${ahead.because}.`
}

/** What the button and the command say. */
export const aheadActions: Record<AnalysisAhead['pass'], string> = {
  resumed: 'Resume analysis',
  extended: 'Analyze new rows',
  whole: 'Analyze again'
}
