/**
 * What the engine and a job process say to each other. A process does one piece of work and ends.
 * Both ends are built from the same source, so messages are typed and not parsed; bulk data goes through files.
 * What each kind of work is told, tells and gives is in protocol/.
 */
import type { Id, Progress } from '../../../contract/records/basics'
import type { BackendInfo, DoctorPart } from '../../../contract/records/doctor'
import type { FitReport } from '../../../contract/records/fit'
import type { ErrorRecord } from '../../../contract/wire/errors'
import type { AnalyzeRecord, AnalyzeSpec, FitSpec, PinsRecord, PinsSpec } from './protocol/analysis'
import type { DictionaryResult, DictionarySpec } from './protocol/dictionary'
import type { DraftRecord, DraftResult, DraftSpec } from './protocol/draft'
import type { ExportResult, ExportSpec } from './protocol/export'
import type { InspectResult, InspectSpec } from './protocol/inspection'
import type { StudySpec } from './protocol/study'
import type {
  EstimateResult,
  EstimateSpec,
  TogetherRecord,
  TogetherSpec,
  TrainRecord,
  TrainResult,
  TrainSpec,
  Wish
} from './protocol/training'

type ProbeSpec = { task: 'backend' } | { task: 'doctor' }
export type ProbeResult = { task: 'backend'; backend: BackendInfo } | { task: 'doctor'; parts: DoctorPart[] }

/** What each kind of process takes, tells on its way, and gives. */
export interface JobTypes {
  train: { spec: TrainSpec; record: TrainRecord; result: TrainResult }
  together: { spec: TogetherSpec; record: TogetherRecord; result: { members: number } }
  estimate: { spec: EstimateSpec; record: never; result: EstimateResult }
  analyze: { spec: AnalyzeSpec; record: AnalyzeRecord; result: { rows: number } }
  pins: { spec: PinsSpec; record: PinsRecord; result: { checkpoints: number } }
  inspect: { spec: InspectSpec; record: never; result: InspectResult }
  export: { spec: ExportSpec; record: never; result: ExportResult }
  dictionary: { spec: DictionarySpec; record: never; result: DictionaryResult }
  fit: { spec: FitSpec; record: never; result: FitReport }
  study: { spec: StudySpec; record: never; result: { folder: string } }
  draft: { spec: DraftSpec; record: DraftRecord; result: DraftResult }
  probe: { spec: ProbeSpec; record: never; result: ProbeResult }
}
export type JobEntry = keyof JobTypes

/** The engine to a process. `recorded` says that a record is on disk (or was refused: then the process is ended). */
export type ToJob<K extends JobEntry = JobEntry> =
  | { kind: 'start'; spec: JobTypes[K]['spec'] }
  /** `run`: the one that is meant, of several. */
  | { kind: 'wish'; wish: Wish; run?: Id | undefined }
  | { kind: 'cancel' }
  | { kind: 'recorded'; sequence: number }

/** A process to the engine. `done` and `failed` are the last words. */
export type FromJob<K extends JobEntry = JobEntry> =
  | { kind: 'progress'; progress: Progress }
  | { kind: 'record'; sequence: number; record: JobTypes[K]['record'] }
  | { kind: 'done'; result: JobTypes[K]['result'] }
  | { kind: 'failed'; error: ErrorRecord }
