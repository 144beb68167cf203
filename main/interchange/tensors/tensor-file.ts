/** The tensors of one file as parts: stored in C order, turned or with gaps, all are read as if they lay in C order. */
import type { Dtype } from '../../../contract/records/basics'
import { LoupeError } from '../../../contract/wire/errors'
import { denseStride, type NamedArray, type NamedArrays } from '../../datasets/named-arrays'
import { type Part, turned, widthOf } from './part'

export interface FileTensor extends Part {
  name: string
  dtype: Dtype
  /** The same with its two axes swapped. */
  turned(): Part
}

/** Views whose numbers are spread farther than this are not gathered. */
const maxSpreadElements = 64 * 1024 * 1024

/** By name. */
export function tensorsOf({ arrays }: NamedArrays): Map<string, FileTensor> {
  return new Map(arrays.map((array) => [array.name, fileTensor(array)]))
}

function fileTensor(array: NamedArray): FileTensor {
  const { name, dtype, shape } = array
  const part = partFrom(array)
  return { name, dtype, ...part, turned: () => turnedOf(array, shape, part) }
}

function turnedOf(array: NamedArray, shape: number[], part: Part): Part {
  const [rows, columns] = shape
  // Stored the other way round already: as it lies.
  if (isTurned(array))
    return { shape: [columns, rows], turned: () => part, read: (from, count) => array.read(from * rows, count * rows) }
  const stretch = isDense(array)
    ? (row: number, from: number, count: number) => array.read(row * columns + from, count)
    : undefined
  return turned(part, stretch)
}

function partFrom(array: NamedArray): Part {
  const { shape } = array
  const width = widthOf({ shape })
  if (isDense(array)) return { shape, read: (from, count) => array.read(from * width, count * width) }
  if (isTurned(array)) {
    const [rows, columns] = shape
    const lying: Part = { shape: [columns, rows], read: (from, count) => array.read(from * rows, count * rows) }
    return turned(lying, (row, from, count) => array.read(row * rows + from, count))
  }
  return { shape, read: (from, count) => gathered(array, from, count) }
}

/** Sizes of 1 and 0 have strides that mean nothing. */
function isDense({ shape, stride }: NamedArray): boolean {
  const dense = denseStride(shape)
  return shape.includes(0) || shape.every((size, axis) => size === 1 || stride[axis] === dense[axis])
}

function isTurned({ shape, stride }: NamedArray): boolean {
  return shape.length === 2 && stride[0] === 1 && stride[1] === shape[0]
}

async function gathered({ name, shape, stride, read }: NamedArray, from: number, count: number): Promise<Float32Array> {
  const width = widthOf({ shape })
  const spread = shape.reduce((sum, size, axis) => sum + ((axis === 0 ? count : size) - 1) * stride[axis], 1)
  if (spread > maxSpreadElements) {
    throw new LoupeError('unsupported', `Tensor “${name}” is a view with large gaps, which Loupe does not read.`, {
      place: name,
      hint: 'Save it again with .contiguous().'
    })
  }
  const run = await read(from * (stride[0] ?? 0), spread)
  const inner = denseStride(shape)
  return Float32Array.from({ length: count * width }, (_, at) => {
    const place = stride.reduce((sum, step, axis) => {
      const index = Math.floor(at / inner[axis]) % (axis === 0 ? count : shape[axis])
      return sum + index * step
    }, 0)
    return run[place]
  })
}
