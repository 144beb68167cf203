/**
 * Defaults of what makes each architecture sparse. Inputs have mean norm √d_in and MSE is summed over dimensions, so what
 * weighs against it grows with d_in. Values that were measured: /docs/decisions/0010-training-defaults.md.
 */
import type { RunConfig } from '../../../contract/records/run'
import { jumpReluDefaults } from './jumprelu'
import { type RunSize, roundedTo2, usualL0 } from './run-size'

export function sparsityDefaults(size: RunSize, given: Partial<RunConfig>): Partial<RunConfig> {
  switch (size.architecture) {
    case 'topk':
    case 'batchtopk':
      return { k: usualL0(size) }
    case 'matryoshka':
      return { k: usualL0(size), prefixes: nestedWidths(size.dSae) }
    case 'jumprelu':
      return jumpReluDefaults(size, given)
    case 'kl':
      return klDefaults(size)
    case 'p-anneal':
      // dictionary_learning PAnnealTrainer: p from 1 to 0.2.
      return { ...penalty(size), finalP: 0.2 }
    case 'gated':
    case 'relu-l1':
    case 'relu-l1-2023':
      return penalty(size)
  }
}

/** dictionary_learning's group fractions: the first 1/32, then 1/16, 1/8, 1/4 and the rest of the features. */
function nestedWidths(dSae: number): number[] {
  const widths = [1 / 32, 3 / 32, 7 / 32, 15 / 32, 1].map((share) => Math.max(1, Math.round(share * dSae)))
  return [...new Set(widths)]
}

/**
 * λ shrinks inputs of norm √d_in by a share that depends on λ/√d_in: a twelfth; 2 at 576 dimensions, 5 (SAELens's tutorial) at
 * 3,600. A gate shrinks nothing and takes more; an exponent below 1 presses harder on what is small and takes less.
 */
function penalty({ architecture, dIn }: RunSize) {
  const part = architecture === 'gated' ? 8 : architecture === 'p-anneal' ? 24 : 12
  // SAELens: λ warms up over 5 % of steps.
  return { sparsityCoefficient: roundedTo2(Math.sqrt(dIn) / part), sparsityWarmUpShare: 0.05 }
}

function klDefaults(size: RunSize) {
  return { sparsityCoefficient: 10, sparsityWarmUpShare: 0.05, targetRate: usualL0(size) / size.dSae / 6 }
}
