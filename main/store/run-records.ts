/** What goes into the store and comes out of it about runs: their records, their groups, their checkpoints. */
import type { Checkpoint, Run, RunConfig } from '../../contract/records/run'
import type { RunGroup } from '../../contract/records/run-group'
import type { ErrorRecord } from '../../contract/wire/errors'

/** A run to be recorded. Id, slot and a unique name are found when left out; a name that is taken gets a letter. */
export interface RunDraft {
  id?: string
  name?: string
  dataset: string
  config: RunConfig
  backend: string
  /** `queued` when left out. */
  state?: Run['state']
  note?: string
  tags?: Run['tags']
  /** Of a group that is recorded already. */
  group?: string
  inputScale?: number
  createdAt?: number
}

/** Fields of a run that change; null takes a field away. Checkpoints, warnings and the analysis have calls of their own. */
export interface RunChange {
  name?: string
  config?: RunConfig
  state?: Run['state']
  step?: number
  seconds?: number
  backend?: string
  inputScale?: number
  validation?: Run['validation'] | null
  note?: string
  tags?: Run['tags']
  archived?: boolean
  error?: ErrorRecord | null
  finishedAt?: number | null
}

export interface RunStore {
  /** Oldest first. */
  list(): Run[]
  get(id: string): Run
  find(id: string): Run | undefined
  /** Writes runs/<id>/config.json, then the row. */
  insert(draft: RunDraft): Run
  update(id: string, change: RunChange): Run
  /** Takes the run away with metrics, analysis, labels and their history; its files after that. */
  remove(id: string): void
  /** The next free name of the form `topk-32-a`. */
  suggestName(config: RunConfig): string
}

/** Groups of runs. One whose last run was removed goes with it. */
export interface GroupStore {
  /** Oldest first. */
  list(): RunGroup[]
  get(id: string): RunGroup
  /** Records the group with its runs, all or none. */
  insert(group: Omit<RunGroup, 'runs'>, runs: readonly RunDraft[]): RunGroup
}

export interface CheckpointStore {
  /** By step, the latest last. */
  list(run: string): Checkpoint[]
  latest(run: string): Checkpoint | undefined
  /**
   * Remembers a checkpoint whose folder is complete (writeCheckpointFolder in files/checkpoint-folder).
   * `not-found` when the folder is not there; an earlier row of the step is replaced. The size is measured.
   */
  record(checkpoint: { run: string; step: number; reason: Checkpoint['reason']; createdAt?: number }): Checkpoint
  /** Row first, files after. */
  remove(run: string, step: number): void
}
