/** Defaults of what brings dead features back. */
import type { RunConfig } from '../../../contract/records/run'
import { architecturesWithRule } from '../../../contract/records/run-fields'
import type { RunSize } from './run-size'

export function deadFeatureDefaults(size: RunSize, given: Partial<RunConfig>): Partial<RunConfig> {
  const { architecture } = size
  if (architecturesWithRule('auxk').includes(architecture)) return auxK(size)
  // Bricken et al. 2023 resample; the architectures after it have losses that kill fewer features.
  const rule = given.deadFeatures ?? (architecture === 'relu-l1-2023' ? 'resample' : 'none')
  if (rule === 'resample') return { deadFeatures: rule, resampleEverySteps: Math.max(1, Math.round(size.steps / 5)) }
  // Anthropic, Circuits Updates January 2025; SAELens.
  if (rule === 'pre-activation') return { deadFeatures: rule, auxCoefficient: 3e-6 }
  return {}
}

function auxK({ dIn, dSae }: RunSize) {
  return {
    // Gao 2024, appendix A.2.
    auxCoefficient: 1 / 32,
    // dictionary_learning and sparsify: d_in / 2.
    auxK: Math.max(1, Math.min(Math.floor(dIn / 2), dSae))
  }
}
