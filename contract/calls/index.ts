/** All calls of the contract, by name. */
import type { z } from 'zod'
import { annotationCalls } from './annotation'
import { annotatorCalls } from './annotators'
import { checkCalls } from './checks'
import { datasetCalls } from './datasets'
import { dictionaryCalls } from './dictionaries'
import { draftCalls } from './drafts'
import { engineCalls } from './engine'
import { exportCalls } from './exports'
import { featureCalls } from './features'
import { jobCalls } from './jobs'
import { labelFileCalls } from './label-files'
import { labelCalls } from './labels'
import { pinCalls } from './pins'
import { projectCalls } from './projects'
import { rowCalls } from './rows'
import { runCalls } from './runs'
import { studyCalls } from './studies'
import { followCalls, suggestionCalls } from './suggestions'
import { viewCalls } from './views'

export const calls = {
  ...engineCalls,
  ...projectCalls,
  ...datasetCalls,
  ...dictionaryCalls,
  ...runCalls,
  ...pinCalls,
  ...featureCalls,
  ...rowCalls,
  ...studyCalls,
  ...labelCalls,
  ...labelFileCalls,
  ...suggestionCalls,
  ...followCalls,
  ...checkCalls,
  ...annotatorCalls,
  ...annotationCalls,
  ...draftCalls,
  ...viewCalls,
  ...exportCalls,
  ...jobCalls
}

export type Method = keyof typeof calls
/** What a caller gives (defaults may be left out). */
export type Params<M extends Method> = z.input<(typeof calls)[M]['params']>
/** What a handler gets (defaults filled in). */
export type Checked<M extends Method> = z.output<(typeof calls)[M]['params']>
export type Result<M extends Method> = z.output<(typeof calls)[M]['result']>
