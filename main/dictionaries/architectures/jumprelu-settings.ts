/** What of a configuration decides JumpReLU's losses (jumprelu.ts). */
import type { JumpLoss, RunConfig } from '../../../contract/records/run'
import type { Estimator } from './jumprelu-estimators'

export interface JumpReluSettings extends Estimator {
  loss: JumpLoss
  targetL0: number
  /** α; 0 leaves the loss for dead features out. */
  deadCoefficient: number
}

/** c in tanh(c f ‖W_dec‖): Anthropic's. */
export const tanhScale = 4

/** SAELens's, where a configuration has none. */
export const fallback = { bandwidth: 0.05, threshold: 0.01 }

export function jumpReluSettings(config: RunConfig): JumpReluSettings {
  const { jumpLoss = 'l0', targetL0 = 1, bandwidth = fallback.bandwidth, auxCoefficient = 0 } = config
  const { deadFeatures = 'pre-activation' } = config
  return {
    loss: jumpLoss,
    targetL0,
    bandwidth,
    throughPre: jumpLoss === 'tanh',
    deadCoefficient: deadFeatures === 'pre-activation' ? auxCoefficient : 0
  }
}
