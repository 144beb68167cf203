/**
 * What AuxK lets act: the k_aux largest pre-activations of each row among the dead features. Of few dead features all are kept,
 * for dense work on their columns; of many, as in a wide dictionary that begins, only the k_aux of each row: dense work would
 * need several matrices as large as the encoder's product.
 */
import { placesWhere, valuesAt } from '../backend/entries-find'
import { kthLargestPerRow } from '../backend/largest'
import type { Tensor1D, Tensor2D } from '../backend/library'
import { scoped, tf } from '../backend/library'
import { ofAllParts, type ValuesAt } from '../backend/places'
import { squaredNorm } from '../backend/rows'
import { isFew } from './support'
import type { TopKSettings } from './topk'

/** Pre-activations of the dead features `ids` [n], [rows, n]. */
export interface DeadColumns {
  ids: Int32Array
  pre: Tensor2D
}

/** Columns of few, or what is kept of many as places in [rows, dSae]. */
export type DeadActivations = DeadColumns | ValuesAt

/** `preOf`: pre-activations of some features [n], [rows, n]. Undefined where nothing is dead, or AuxK is off. */
export function deadActivations(
  { auxK, auxCoefficient }: TopKSettings,
  dead: Int32Array,
  preOf: (features: Tensor1D) => Tensor2D
): DeadActivations | undefined {
  if (auxCoefficient === 0 || dead.length === 0) return undefined
  const pre = () => preOf(tf.tensor1d(dead, 'int32'))
  return isFew(auxK / dead.length) ? scoped(() => largestOf(pre(), dead, auxK)) : { ids: dead, pre: tf.tidy(pre) }
}

function largestOf(pre: Tensor2D, dead: Int32Array, k: number): ValuesAt {
  const nothing = { places: { rows: new Int32Array(0), columns: new Int32Array(0) }, values: new Float32Array(0) }
  // The partition is for finite numbers only; a step with others is not taken.
  if (!Number.isFinite(squaredNorm(pre).dataSync()[0])) return nothing
  const { rows, columns } = placesWhere(largestMask(pre, k))
  return { places: { rows, columns: columns.map((column) => dead[column]) }, values: valuesAt(pre, { rows, columns }) }
}

/** The k largest of each row, and where others are equal to the smallest of these; bool. */
export function largestMask(pre: Tensor2D, k: number): Tensor2D {
  if (k >= pre.shape[1]) return tf.onesLike(pre).cast('bool')
  return pre.greaterEqual(kthLargestPerRow(pre, k))
}

/** Of parts of the rows, in order, as of the whole; `sizes` are the rows of each part. */
export function deadOfAllParts(parts: DeadActivations[], sizes: number[]): DeadActivations | undefined {
  const columns = parts.filter((part) => 'pre' in part)
  if (columns.length > 0)
    return {
      ids: columns[0].ids,
      pre: tf.concat2d(
        columns.map(({ pre }) => pre),
        0
      )
    }
  const values = parts.filter((part) => 'values' in part)
  return values.length === 0 ? undefined : ofAllParts(values, sizes)
}
