/** Default optimizer, learning rate and schedule. */
import type { RunConfig } from '../../../contract/records/run'
import { type RunSize, roundedTo2 } from './run-size'

export function optimizationDefaults({ architecture, dSae, steps }: RunSize, given: Partial<RunConfig>) {
  return {
    // SAELens and PyTorch.
    adamBeta1: 0.9,
    adamBeta2: 0.999,
    adamEpsilon: 1e-8,
    // SAELens and dictionary_learning.
    gradientClip: 1,
    learningRate: roundedTo2((architecture === 'matryoshka' ? nestedFactor : 1) * widthRate(dSae)),
    // The reference run: 200 steps; a tenth of short runs.
    warmUpSteps: Math.min(200, Math.floor(steps / 10)),
    // SAELens: linear decay over the last fifth. Other schedules fall otherwise.
    decayShare: (given.schedule ?? 'linear') === 'linear' ? 0.2 : 0,
    unitNormDecoder: hasUnitDecoder(architecture, given.kind)
  }
}

/**
 * Wider dictionaries take lower rates: ∝ 1/√dSae as in Gao 2024, section 2.1, and dictionary_learning (2e-4 ÷ √(n ÷ 2^14)).
 * The constant was measured for short runs: 4,608 features, 600 steps, validation FVU 0.217 at 5e-4, 0.195 at 1e-3,
 * 0.185 at 2e-3 but with features dying.
 */
function widthRate(dSae: number): number {
  return 1e-3 * Math.min(1, Math.sqrt(4608 / dSae))
}

/**
 * Nested dictionaries learn more slowly at the same rate, since later features wait for earlier ones. Measured with 4,608 features:
 * validation FVU after 300 steps 0.249 at L0 31 with factor 1, 0.229 at L0 30 with 1.5; after 600 steps 0.211 at 37, 0.198 at 35.
 */
const nestedFactor = 1.5

/**
 * Autoencoders have one, but for relu-l1, whose penalty takes the norms into account; crosscoders have none: how the norm is
 * shared among streams is what they are read by. Transcoders that choose k features begin with decoders of 0, as sparsify's;
 * thresholds and gates do not close on features without a decoder (measured: L0 635 and 357, with unit norm 34 and 25).
 */
function hasUnitDecoder(architecture: RunConfig['architecture'], kind: RunConfig['kind'] = 'sae'): boolean {
  if (architecture === 'relu-l1-2023' || architecture === 'kl' || architecture === 'p-anneal') return true
  if (architecture === 'relu-l1' || kind === 'crosscoder') return false
  return kind === 'sae' || architecture === 'jumprelu' || architecture === 'gated'
}
