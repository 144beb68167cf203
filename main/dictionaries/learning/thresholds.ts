/** Thresholds to be watched while training: JumpReLU's own, or the one that inference will use (BatchTopK, Matryoshka). */
import type { Memory } from '../architectures/architecture'
import { scoped, tf } from '../backend/library'
import type { Parameters } from '../backend/parameters'
import type { StepNumbers } from '../learner'

export function thresholdsOf(parameters: Parameters, memory: Memory | undefined): StepNumbers['thresholds'] {
  const common = memory?.settings().threshold
  if (common !== undefined) return { mean: common, spread: 0 }
  if (!parameters.names.includes('threshold')) return undefined
  return scoped(() => {
    const { mean, variance } = tf.moments(parameters.read().threshold)
    return { mean: mean.dataSync()[0], spread: Math.sqrt(variance.dataSync()[0]) }
  })
}
