/** The analysis that a call is about. */
import { LoupeError } from '../../../contract/wire/errors'
import type { AnalysisSummary } from '../../store/feature-records'
import type { ProjectStore } from '../../store/project-store'

/** The latest complete one of the run; throws not-found. */
export function analysisOf(store: ProjectStore, run: string): AnalysisSummary {
  const { name } = store.runs.get(run)
  const summary = store.features.analysis(run)
  if (summary) return summary
  throw new LoupeError('not-found', `Run ${name} has no analysis yet`, { hint: 'Analyze it first.' })
}
