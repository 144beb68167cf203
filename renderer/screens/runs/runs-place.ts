/** What every part of the runs screen is given. */
import type { Project } from '../../../contract/records/project'
import type { Run } from '../../../contract/records/run'
import type { RunActions } from './run-actions'
import type { SeriesStore } from './run-series'

export interface RunsPlace {
  project: Project
  runs: Run[]
  store: SeriesStore
  actions: RunActions
}

export interface RunPlace extends RunsPlace {
  run: Run
}
