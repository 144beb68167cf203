/** What the services share: the parts of one engine. */
import type { Announce } from './connections/announce'
import type { Probes } from './doctor/probes'
import type { Drafts } from './drafts/drafts'
import type { ModelKeys } from './drafts/model-keys'
import type { ModelSettingsFile } from './drafts/model-settings'
import type { EngineLog } from './engine-log'
import type { RawRows } from './explain/raw-rows'
import type { RunGroups } from './groups/run-groups'
import type { Analyses } from './jobs/analyses'
import type { BegunWrites } from './jobs/begun-writes'
import type { Exports } from './jobs/exports'
import type { ProcessSpawner } from './jobs/job-process'
import type { Jobs } from './jobs/jobs'
import type { Pinnings } from './jobs/pinnings'
import type { Studies } from './jobs/studies'
import type { Trainings } from './jobs/trainings'
import type { Joins } from './joining/joins'
import type { Places } from './places'
import type { OpenProjects } from './projects/open-projects'
import type { Recents } from './projects/recents'

export interface Core {
  readonly version: string
  readonly places: Places
  /** Who edits labels, as the log of edits names them. */
  readonly author: string
  readonly log: EngineLog
  readonly spawner: ProcessSpawner
  readonly announce: Announce
  readonly projects: OpenProjects
  readonly joins: Joins
  readonly recents: Recents
  readonly jobs: Jobs
  readonly trainings: Trainings
  readonly groups: RunGroups
  readonly analyses: Analyses
  readonly pinnings: Pinnings
  readonly begunWrites: BegunWrites
  readonly exports: Exports
  readonly studies: Studies
  readonly drafts: Drafts
  readonly modelSettings: ModelSettingsFile
  readonly modelKeys: ModelKeys
  readonly probes: Probes
  readonly rawRows: RawRows
}
