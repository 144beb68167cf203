/** Puts together what a process needs to answer a study: the analyses that are asked and where their things lie. */
import { otherRun, type StudyQuestion } from '../../../contract/records/studies/kinds'
import type { AnalysisSummary } from '../../store/feature-records'
import type { ProjectStore } from '../../store/project-store'
import { analysisOf } from '../services/analysis-of'
import { dataPlaceOf } from './data-place'
import type { StudiedRun, StudySpec } from './protocol/study'

/** What is asked: the analysis, and that of the other run where two are compared. */
export interface Asked {
  analysis: AnalysisSummary
  other?: AnalysisSummary | undefined
}

/** Throws not-found for a run that is not there or was not analyzed. */
export function askedAnalyses(store: ProjectStore, run: string, question: StudyQuestion): Asked {
  const other = otherRun(question)
  return { analysis: analysisOf(store, run), ...(other === undefined ? {} : { other: analysisOf(store, other) }) }
}

export function studySpec(
  store: ProjectStore,
  { id, run, question, asked }: { id: string; run: string; question: StudyQuestion; asked: Asked }
): StudySpec {
  const other = otherRun(question)
  return {
    question,
    folder: store.layout.studyFolder(run, id),
    run: studied(store, run, asked.analysis),
    other: other !== undefined && asked.other ? studied(store, other, asked.other) : undefined
  }
}

function studied(store: ProjectStore, run: string, { step, folder }: AnalysisSummary): StudiedRun {
  return {
    run,
    step,
    data: dataPlaceOf(store, store.runs.get(run)),
    checkpoint: store.layout.checkpointFolder(run, step),
    analysisFolder: folder
  }
}
