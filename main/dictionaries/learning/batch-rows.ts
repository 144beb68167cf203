/** Batches as tensors: what goes in, and what is to be reconstructed. */
import type { Batch } from '../../../contract/records/arrays'
import { LoupeError } from '../../../contract/wire/errors'
import type { Rows } from '../architectures/architecture'
import type { Shape } from '../architectures/shape'
import type { Tensor2D } from '../backend/library'
import { tf } from '../backend/library'
import { hasOwnTargets } from '../dictionary'
import type { Normalizer } from '../normalization/normalizer'

/** Normalized; `y` is `x` where inputs are their own targets. */
export function rowsOf(batch: Batch, shape: Shape, normalizer: Normalizer): Rows {
  const x = normalizer.inputs(rawInputs(batch))
  return { x, y: hasOwnTargets(shape) ? normalizer.targets(rawTargets(batch, shape)) : x }
}

/** Numbers that are to be reconstructed, raw, [count, dOut]. Throws wrong-shape where a transcoder gets none of that width. */
export function targetsOf(batch: Batch, shape: Shape): Float32Array {
  if (!hasOwnTargets(shape)) return batch.values
  if (batch.targets && batch.dOut === shape.dOut) return batch.targets
  throw new LoupeError(
    'wrong-shape',
    `A transcoder needs targets of ${shape.dOut} dimensions; these rows have ${batch.dOut ?? 'none'}.`,
    { hint: 'Use a data set with targets.' }
  )
}

export function rawInputs({ values, count, dIn }: Batch): Tensor2D {
  return tf.tensor2d(values.subarray(0, count * dIn), [count, dIn])
}

export function rawTargets(batch: Batch, shape: Shape): Tensor2D {
  return tf.tensor2d(targetsOf(batch, shape).subarray(0, batch.count * shape.dOut), [batch.count, shape.dOut])
}
