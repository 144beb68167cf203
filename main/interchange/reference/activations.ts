/** Which features of a row are active, and how much; formulas are in main/dictionaries/dictionary.ts. */
import type { Dictionary } from '../../dictionaries/dictionary'
import { greatestIndexes } from './greatest'

export interface ActiveFeature {
  feature: number
  /** Above 0, f32. */
  value: number
}

/** `pre` as ReferenceEncoder.preActivations gives it; features ascending. */
export function activeFeatures(dictionary: Dictionary, pre: Float64Array): ActiveFeature[] {
  const active: ActiveFeature[] = []
  for (const feature of candidates(dictionary, pre)) {
    const value = Math.fround(activationOf(dictionary, pre[feature], feature))
    if (value > 0) active.push({ feature, value })
  }
  return active
}

/** Features that may be active, ascending: all, or the k greatest for TopK. */
function candidates({ architecture, k, dSae }: Dictionary, pre: Float64Array): Iterable<number> {
  if (architecture !== 'topk') return pre.keys()
  return greatestIndexes(pre, k ?? dSae).sort((a, b) => a - b)
}

function activationOf({ architecture, tensors }: Dictionary, pre: number, feature: number): number {
  if (architecture === 'jumprelu') return pre > tensors.threshold.data[feature] ? pre : 0
  if (architecture !== 'gated') return pre
  const { b_gate, r_mag, b_mag } = tensors
  return pre > 0 ? (pre - b_gate.data[feature]) * Math.exp(r_mag.data[feature]) + b_mag.data[feature] : 0
}
