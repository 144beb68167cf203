/** All handlers of the contract: one file for each of its areas. */

import type { Handlers } from '../connections/handlers'
import type { Core } from '../core'
import { datasetService } from './datasets'
import { dictionaryService } from './dictionaries'
import { engineService } from './engine'
import { exportService } from './exports'
import { featureService } from './features'
import { jobService } from './jobs'
import { labelService } from './labels'
import { projectService } from './projects'
import { runService } from './runs'

export function allHandlers(core: Core): Handlers {
  return {
    ...engineService(core),
    ...projectService(core),
    ...datasetService(core),
    ...dictionaryService(core),
    ...runService(core),
    ...featureService(core),
    ...labelService(core),
    ...exportService(core),
    ...jobService(core)
  }
}
