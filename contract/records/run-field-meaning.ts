/** Fields of a configuration that only mean something with a certain choice in another field. */
import type { RunConfig } from './run'
import type { RunField } from './run-fields'

interface Needed {
  by(config: Partial<RunConfig>): boolean
  /** What has to be chosen, as one writes it. */
  words: string
}

/** With another choice they would be kept and mean nothing. */
const needed: Partial<Record<RunField, Needed>> = {
  targetL0: { by: ({ jumpLoss = 'target-l0' }) => jumpLoss === 'target-l0', words: 'jumpLoss=target-l0' },
  resampleEverySteps: { by: ({ deadFeatures }) => deadFeatures === 'resample', words: 'deadFeatures=resample' },
  auxCoefficient: {
    by: ({ architecture, deadFeatures }) => architecture !== 'jumprelu' || deadFeatures === 'pre-activation',
    words: 'deadFeatures=pre-activation'
  },
  weightDecay: {
    by: ({ optimizer = 'adam', weightDecay = 0 }) => weightDecay === 0 || optimizer === 'adamw',
    words: 'optimizer=adamw'
  },
  momentum: { by: ({ optimizer = 'adam', momentum = 0 }) => momentum === 0 || optimizer === 'sgd', words: 'optimizer=sgd' },
  decayShare: {
    by: ({ schedule = 'linear', decayShare = 0 }) => decayShare === 0 || schedule === 'linear',
    words: 'schedule=linear'
  },
  restarts: { by: ({ schedule = 'linear', restarts = 0 }) => restarts === 0 || schedule === 'cosine', words: 'schedule=cosine' }
}

/** The choice that this field needs and the configuration does not have; undefined where the field means something. */
export function missingChoice(field: RunField, config: Partial<RunConfig>): string | undefined {
  const rule = needed[field]
  return rule && !rule.by(config) ? rule.words : undefined
}
