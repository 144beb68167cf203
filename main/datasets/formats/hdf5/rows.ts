/**
 * Rows of an HDF5 data set: whole chunks side by side are read as a tile, and tiles that were used last are kept, so that
 * reading in order unpacks no chunk twice.
 */
import type { Dtype } from '../../../../contract/records/basics'
import { f32FromBytes } from '../../../codecs/dtypes'
import { rowsOfShape } from '../../array-choice'
import { namedError } from '../../files/input-file'
import { denseRows } from '../dense-rows'
import type { Cell, RowSource } from '../format'
import { lazyRows } from '../lazy-rows'
import { cellsFromBytes } from '../row-cells'
import type { Hdf5File } from './hdf5-file'
import type { Listed } from './listing'
import { plainRun } from './plain-run'
import type { Tile } from './tiles'

/** Small chunks are read several at once: a call has its price. */
const minTileBytes = 2 * 1024 * 1024
const maxTileBytes = 64 * 1024 * 1024

/** Sequences and positions of an array and of its tiles; [rows, d] is a position per sequence. */
interface Grid {
  sequences: number
  positions: number
  tileSequences: number
  tilePositions: number
  rowBytes: number
}

/** Rows of f32, heads side by side; a list is rows of one number. */
export function hdf5Rows(file: Hdf5File, dataset: Listed): RowSource {
  const tiled = tiledRows(file, dataset)
  // Only one of them is made: where a plain run is, tiles are never read.
  const found = lazyRows(rowShape(dataset), async () => {
    const run = await plainRun(file, dataset)
    return run ? denseRows({ ...run, shape: rowShape(dataset) }) : tiled
  })
  return dataset.chunks ? tiled : found
}

function tiledRows(file: Hdf5File, dataset: Listed): RowSource {
  const { rows, dIn } = rowsOfShape(rowShape(dataset))
  const dtype = dataset.dtype as Dtype
  const grid = gridOf(dataset, dIn * dataset.width)
  if (grid.rowBytes > maxTileBytes) {
    const happened = `has rows of ${grid.rowBytes} bytes in “${dataset.name}”, more than Loupe holds`
    throw namedError('unsupported', file.input.path, happened, 'Activations are [rows, d] or [sequences, positions, d].')
  }
  const each = async (start: number, count: number, take: (bytes: Uint8Array, row: number) => void): Promise<void> => {
    for (let row = start; row < start + count; ) {
      const { tile, isNew } = tileWith(file, dataset, grid, row)
      // Unpacking blocks the thread: others get their turn between tiles.
      if (isNew) await new Promise(setImmediate)
      const { from, rows: run } = runIn(tile, grid, row, start + count - row)
      take(tile.bytes.subarray(from, from + run * grid.rowBytes), row - start)
      row += run
    }
  }
  return {
    rows,
    dIn,
    read: (start, count, into) => each(start, count, (bytes, row) => void f32FromBytes(bytes, dtype, into, row * dIn)),
    cells: async (start, count) => {
      const cells: Cell[][] = []
      await each(start, count, (bytes) => cells.push(cellsFromBytes(bytes, dtype)))
      return cells.flat()
    }
  }
}

function rowShape({ shape }: Listed): number[] {
  return shape.length === 1 ? [shape[0], 1] : shape
}

function gridOf({ shape, chunks }: Listed, rowBytes: number): Grid {
  const hasPositions = shape.length > 2
  const [sequences, positions] = [shape[0], hasPositions ? shape[1] : 1]
  const [perChunk, acrossChunk] = [chunks?.[0] ?? 1, hasPositions ? (chunks?.[1] ?? 1) : 1]
  // Whole chunks until a tile is worth a call, but no more rows than fit.
  const enough = (chunk: number, most: number, bytes: number): number =>
    Math.min(most, chunk * Math.max(1, Math.ceil(minTileBytes / (chunk * bytes))))
  const fitting = (bytes: number): number => Math.max(1, Math.floor(maxTileBytes / bytes))
  const tilePositions = Math.min(enough(acrossChunk, positions, Math.min(perChunk, sequences) * rowBytes), fitting(rowBytes))
  const wide = tilePositions * rowBytes
  const tileSequences = Math.min(tilePositions < positions ? perChunk : enough(perChunk, sequences, wide), fitting(wide))
  return { sequences, positions, tileSequences, tilePositions, rowBytes }
}

function tileWith(file: Hdf5File, dataset: Listed, grid: Grid, row: number): { tile: Tile; isNew: boolean } {
  const sequence = Math.floor(row / grid.positions)
  const first = sequence - (sequence % grid.tileSequences)
  const position = row % grid.positions
  const firstPosition = position - (position % grid.tilePositions)
  const key = `${first} ${firstPosition} ${dataset.name}`
  const known = file.tiles.get(key)
  const tile = known ?? readTile(file, dataset, grid, first, firstPosition)
  if (known === undefined) file.tiles.set(key, tile)
  return { tile, isNew: known === undefined }
}

function readTile(file: Hdf5File, { name, shape, width }: Listed, grid: Grid, sequence: number, position: number): Tile {
  const positions = Math.min(grid.tilePositions, grid.positions - position)
  const sequences = Math.min(grid.tileSequences, grid.sequences - sequence)
  // [rows, d] has no positions; lists have no d either.
  const isGrid = shape.length > 2
  const offset = shape.map((_, axis) => (axis === 0 ? sequence : axis === 1 && isGrid ? position : 0))
  const count = shape.map((size, axis) => (axis === 0 ? sequences : axis === 1 && isGrid ? positions : size))
  const bytes = file.read(`/${name}`, offset, count, width, (read) => read.slice())
  return { sequence, position, positions, bytes }
}

/** Where a row's bytes are in its tile, and how many wanted rows follow it there. */
function runIn(tile: Tile, grid: Grid, row: number, wanted: number): { from: number; rows: number } {
  const sequence = Math.floor(row / grid.positions) - tile.sequence
  const position = (row % grid.positions) - tile.position
  const at = sequence * tile.positions + position
  const inTile = tile.bytes.length / grid.rowBytes - at
  const rows = tile.positions === grid.positions ? inTile : tile.positions - position
  return { from: at * grid.rowBytes, rows: Math.min(rows, wanted) }
}
