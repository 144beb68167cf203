/** Shapes that extension types give to lists: Arrow's fixed-shape tensors. Hugging Face's ArrayXD are nested lists already. */
import { LoupeError } from '../../../../contract/wire/errors'
import type { ArrowField } from '../../../codecs/arrow/schema'

/**
 * The sizes of a row: of the tensor where the column is one, else of its lists.
 * Metadata: `{"shape":[2,3],"dim_names":…,"permutation":[0,1]}` (Canonical extensions, arrow.fixed_shape_tensor).
 * Throws unsupported for tensors whose numbers lie in another order, malformed where shape and lists do not fit.
 */
export function tensorSizes({ name, metadata }: ArrowField, listSizes: number[]): number[] {
  if (metadata.get('ARROW:extension:name') !== 'arrow.fixed_shape_tensor') return listSizes
  const { shape, permutation } = tensorMetadata(name, metadata.get('ARROW:extension:metadata') ?? '')
  if (permutation?.some((axis, index) => axis !== index)) {
    throw new LoupeError('unsupported', `The tensors of column “${name}” are permuted.`, { hint: 'Write them in C order.' })
  }
  const product = shape.reduce((a, b) => a * b, 1)
  if (listSizes.length !== 1 || product !== listSizes[0]) throw malformed(name, `are [${shape}], not ${listSizes[0]} numbers`)
  return shape
}

function tensorMetadata(name: string, text: string): { shape: number[]; permutation?: number[] } {
  let value: { shape?: unknown; permutation?: unknown } | null
  try {
    value = JSON.parse(text)
  } catch {
    throw malformed(name, 'have a description that is not JSON')
  }
  const isSizes = (sizes: unknown): sizes is number[] =>
    Array.isArray(sizes) &&
    sizes.length > 0 &&
    sizes.length <= 8 &&
    sizes.every((size) => Number.isSafeInteger(size) && size >= 0)
  if (!isSizes(value?.shape)) throw malformed(name, 'have no shape')
  return { shape: value.shape, ...(isSizes(value.permutation) ? { permutation: value.permutation } : {}) }
}

function malformed(name: string, what: string): LoupeError {
  return new LoupeError('malformed', `The tensors of column “${name}” ${what}.`, { hint: 'Write the file again.' })
}
