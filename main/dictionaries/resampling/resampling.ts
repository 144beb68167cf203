/** When dead features are resampled; what they become is in replacements.ts. */
import type { RunConfig } from '../../../contract/records/run'
import { architecturesWithRule } from '../../../contract/records/run-fields'
import { LoupeError } from '../../../contract/wire/errors'
import { mixSeeds } from '../../maths/random'

export interface Resampling {
  /** Whether it is time after so many updates. A feature that is resampled has a whole period left to learn in. */
  isDue(updates: number): boolean
  /** Of the draws after so many updates. */
  seed(updates: number): number
}

/** Keeps the draws apart from other streams made from the same seed. */
const purpose = 0x1004

/** Undefined where the configuration does not ask for it. Throws config. */
export function resamplingFor(config: RunConfig): Resampling | undefined {
  const { deadFeatures, architecture, resampleEverySteps: every, steps, seed } = config
  if (deadFeatures !== 'resample') return undefined
  const suited = architecturesWithRule('resample')
  if (!suited.includes(architecture)) {
    throw new LoupeError('config', `Resampling of dead features is not for ${architecture}.`, {
      place: 'deadFeatures',
      hint: `It works with ${suited.join(', ')}.`
    })
  }
  if (every === undefined || !Number.isSafeInteger(every) || every < 1) {
    throw new LoupeError('config', `The number of steps between two resamplings is ${every}.`, {
      place: 'resampleEverySteps',
      hint: 'Give a whole number of 1 or more.'
    })
  }
  return {
    isDue: (updates) => updates % every === 0 && updates + every <= steps,
    seed: (updates) => mixSeeds(seed, purpose, updates)
  }
}
