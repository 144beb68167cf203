/** All handlers of the contract: one file for each of its areas. */

import type { Handlers } from '../connections/handlers'
import type { Core } from '../core'
import { annotationService } from './annotation'
import { annotatorService } from './annotators'
import { checkService } from './checks'
import { datasetService } from './datasets'
import { dictionaryService } from './dictionaries'
import { draftService } from './drafts'
import { engineService } from './engine'
import { exportService } from './exports'
import { featureService } from './features'
import { jobService } from './jobs'
import { labelFileService } from './label-files'
import { labelService } from './labels'
import { pinService } from './pins'
import { projectService } from './projects'
import { rowService } from './rows'
import { runService } from './runs'
import { studyService } from './studies'
import { suggestionService } from './suggestions'
import { viewService } from './views'

export function allHandlers(core: Core): Handlers {
  return {
    ...engineService(core),
    ...projectService(core),
    ...datasetService(core),
    ...dictionaryService(core),
    ...runService(core),
    ...pinService(core),
    ...featureService(core),
    ...rowService(core),
    ...studyService(core),
    ...labelService(core),
    ...labelFileService(core),
    ...suggestionService(core),
    ...checkService(core),
    ...annotatorService(core),
    ...annotationService(core),
    ...draftService(core),
    ...viewService(core),
    ...exportService(core),
    ...jobService(core)
  }
}
