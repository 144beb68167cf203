/**
 * Rows of an array in Fortran order: element (s, p, j) of [S, P, d] is number s + S · (p + P · j).
 * A row's numbers lie far apart, so each dimension is read as one run for all wanted rows.
 */
import { bytesPerElement, f32FromBytes, swapBytes } from '../../codecs/dtypes'
import type { DenseLayout } from './dense-rows'
import type { RowSource } from './format'

/** Runs longer than this are read in parts: memory stays bounded for any shape. */
const maxRunBytes = 8 * 1024 * 1024

/** Sequences and positions of an array; a plain [rows, d] is one position per sequence. */
interface Grid {
  sequences: number
  positions: number
  dIn: number
}

export function fortranRows(layout: DenseLayout): RowSource {
  const grid = gridOf(layout.shape)
  return {
    rows: grid.sequences * grid.positions,
    dIn: grid.dIn,
    read: (start, count, into) => readRows(layout, grid, start, count, into)
  }
}

function gridOf(shape: number[]): Grid {
  const [sequences, positions, dIn] = shape.length === 3 ? shape : [shape[0], 1, shape[1]]
  return { sequences, positions, dIn }
}

async function readRows(layout: DenseLayout, grid: Grid, start: number, count: number, into: Float32Array): Promise<void> {
  const { sequences, positions, dIn } = grid
  const from = Math.floor(start / positions)
  const to = Math.floor((start + count - 1) / positions)
  const wide = sequences * (positions - 1) + to - from + 1
  const wholeRuns = wide * bytesPerElement[layout.dtype] <= maxRunBytes
  for (let j = 0; j < dIn; j += 1) {
    const base = sequences * positions * j + from
    if (wholeRuns) {
      const run = await readNumbers(layout, base, wide)
      for (let row = 0; row < count; row += 1) into[row * dIn + j] = run[placeIn(start + row, positions, sequences, from)]
    } else await scatterPositions(layout, grid, { start, count, from, to, base, j }, into)
  }
}

function placeIn(row: number, positions: number, sequences: number, from: number): number {
  return Math.floor(row / positions) - from + sequences * (row % positions)
}

/** One position at a time: for arrays whose single dimension is larger than the memory given to a run. */
async function scatterPositions(
  layout: DenseLayout,
  grid: Grid,
  part: { start: number; count: number; from: number; to: number; base: number; j: number },
  into: Float32Array
): Promise<void> {
  for (let p = 0; p < grid.positions; p += 1) {
    const run = await readNumbers(layout, part.base + grid.sequences * p, part.to - part.from + 1)
    for (let s = part.from; s <= part.to; s += 1) {
      const row = s * grid.positions + p - part.start
      if (row >= 0 && row < part.count) into[row * grid.dIn + part.j] = run[s - part.from]
    }
  }
}

async function readNumbers(layout: DenseLayout, first: number, count: number): Promise<Float32Array> {
  const width = bytesPerElement[layout.dtype]
  const bytes = await layout.file.read(layout.dataStart + first * width, count * width)
  if (layout.bigEndian) swapBytes(bytes, width)
  return f32FromBytes(bytes, layout.dtype)
}
