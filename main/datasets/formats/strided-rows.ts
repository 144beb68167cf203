/**
 * Rows of an array whose numbers lie at regular distances: Fortran order, transposed and sliced views, repeated rows.
 * Element (i, j …) is number i · stride[0] + j · stride[1] … behind `dataStart`.
 * What is wanted is read in one run where most of the run is wanted, else in parts.
 */
import type { Dtype } from '../../../contract/records/basics'
import { bytesPerElement, f32FromBytes, swapBytes } from '../../codecs/dtypes'
import { rowsOfShape } from '../array-choice'
import type { InputFile } from '../files/input-file'
import type { RowSource } from './format'

export interface StridedLayout {
  file: InputFile
  /** Byte of the first element. */
  dataStart: number
  dtype: Dtype
  bigEndian: boolean
  /** [rows, d], [sequences, positions, d] or [sequences, positions, heads, d]. */
  shape: number[]
  /** Elements from one to the next along each axis, ≥ 0. */
  stride: number[]
}

/** A part of the array: sizes along four axes, where it begins in the file (elements) and in the target. */
interface Box {
  sizes: number[]
  first: number
  at: number
}

/** Four axes: sequences, positions, heads, dimensions; where the array has fewer, of size 1. */
interface Grid {
  layout: StridedLayout
  stride: number[]
  /** Distances in the target. */
  place: number[]
}

/** A run as short as this costs no more than its read call. */
const smallRunBytes = 64 * 1024
const maxRunBytes = 4 * 1024 * 1024
/** Runs that are read at the same time. */
const lanes = [0, 1, 2, 3]
/** A run is read whole when at least this share of it is wanted. */
const wantedShare = 1 / 8

export function stridedRows(layout: StridedLayout): RowSource {
  const { rows, dIn } = rowsOfShape(layout.shape)
  const [, positions, heads, size] = fourAxes(layout.shape, 1)
  const stride = fourAxes(layout.stride, 0)
  const grid: Grid = { layout, stride, place: [positions * dIn, dIn, size, 1] }
  return {
    rows,
    dIn,
    async read(start, count, into) {
      const boxes = [...stretches(start, count, positions)].map(({ sequence, position, sequences, wide, row }) => {
        const first = sequence * stride[0] + position * stride[1]
        return { sizes: [sequences, wide, heads, size], first, at: (row - start) * dIn }
      })
      const runs = runsOf(grid, boxes)
      await Promise.all(lanes.map(() => readRuns(grid, runs, into)))
    }
  }
}

/** Element distances of an array in Fortran order. */
export function fortranStride(shape: number[]): number[] {
  const stride = [1]
  for (const size of shape.slice(0, -1)) stride.push(stride[stride.length - 1] * size)
  return stride
}

function fourAxes(sizes: number[], missing: number): number[] {
  if (sizes.length === 4) return sizes
  return sizes.length === 3 ? [sizes[0], sizes[1], missing, sizes[2]] : [sizes[0], missing, missing, sizes[1] ?? missing]
}

/** Rows as boxes of sequences and positions: the end of one sequence, whole ones, the beginning of one. */
function* stretches(start: number, count: number, positions: number) {
  let row = start
  const end = start + count
  while (row < end) {
    const position = row % positions
    const sequences = position === 0 ? Math.max(1, Math.floor((end - row) / positions)) : 1
    const wide = Math.min(positions - position, end - row)
    yield { sequence: Math.floor(row / positions), position, sequences, wide, row }
    row += sequences * wide
  }
}

/** Boxes cut until each can be read in one run, with the length of the run. */
function* runsOf(grid: Grid, boxes: Box[]): Generator<{ box: Box; span: number }> {
  const { stride, layout } = grid
  const waiting = boxes.reverse()
  for (let box = waiting.pop(); box; box = waiting.pop()) {
    const { sizes } = box
    const span = sizes.reduce((sum, size, axis) => sum + (size - 1) * stride[axis], 1)
    const wanted = sizes.reduce((product, size, axis) => (stride[axis] === 0 ? product : product * size), 1)
    const bytes = span * bytesPerElement[layout.dtype]
    const isDense = bytes <= maxRunBytes && wanted >= span * wantedShare
    if (isDense || bytes <= smallRunBytes) yield { box, span }
    else waiting.push(...halves(grid, box))
  }
}

async function readRuns(grid: Grid, runs: Iterable<{ box: Box; span: number }>, into: Float32Array): Promise<void> {
  for (const { box, span } of runs) place(grid, box, await readRun(grid.layout, box.first, span), into)
}

/** Cut across the axis that reaches farthest. */
function halves({ stride, place }: Grid, { sizes, first, at }: Box): Box[] {
  const reach = sizes.map((size, axis) => (size - 1) * stride[axis])
  const axis = reach.indexOf(Math.max(...reach))
  const low = Math.ceil(sizes[axis] / 2)
  const cut = (size: number) => sizes.map((old, index) => (index === axis ? size : old))
  return [
    { sizes: cut(low), first, at },
    { sizes: cut(sizes[axis] - low), first: first + low * stride[axis], at: at + low * place[axis] }
  ]
}

async function readRun(
  { file, dataStart, dtype, bigEndian }: StridedLayout,
  first: number,
  count: number
): Promise<Float32Array> {
  const width = bytesPerElement[dtype]
  const bytes = new Uint8Array(count * width)
  await file.readInto(bytes, dataStart + first * width)
  if (bigEndian) swapBytes(bytes, width)
  return f32FromBytes(bytes, dtype)
}

/** From the run, which begins with the box's first element, to the box's places in the target. */
function place({ stride, place }: Grid, { sizes, at }: Box, run: Float32Array, into: Float32Array): void {
  const [sequences, positions, heads, size] = sizes
  for (let s = 0; s < sequences; s += 1)
    for (let p = 0; p < positions; p += 1)
      for (let h = 0; h < heads; h += 1) {
        const from = s * stride[0] + p * stride[1] + h * stride[2]
        const to = at + s * place[0] + p * place[1] + h * place[2]
        for (let j = 0; j < size; j += 1) into[to + j] = run[from + j * stride[3]]
      }
}
