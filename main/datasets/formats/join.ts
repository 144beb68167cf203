/** Several sources one after the other as one: the shards of an array, the parts of a table. */
import type { Cell, ImageReader, RowSource, TableBlock, TableSource } from './format'
import { cellsOf } from './row-cells'

/** The column that counts sequences where the file has no documents of its own. */
export const documentColumn = 'document'

/** Rows of `parts` in order. All have the same width. */
export function joinRows(parts: readonly RowSource[]): RowSource {
  if (parts.length === 1) return parts[0]
  const starts = startsOf(parts)
  const { dIn } = parts[0]
  return {
    rows: starts[parts.length],
    dIn,
    async read(start, count, into) {
      for (const { part, from, to, at } of pieces(starts, start, start + count)) {
        await parts[part].read(from, to - from, into.subarray(at * dIn, (at + to - from) * dIn))
      }
    },
    async cells(start, count) {
      const cells: Cell[][] = []
      for (const { part, from, to } of pieces(starts, start, start + count))
        cells.push(await cellsOf(parts[part], from, to - from))
      return cells.flat()
    }
  }
}

/** Rows of `given` in order, with the columns of the first. */
export function joinTables(given: readonly TableSource[]): TableSource {
  if (given.length === 1) return given[0]
  const parts = countedOn(given)
  const starts = startsOf(parts)
  return {
    rows: starts[parts.length],
    columns: parts[0].columns,
    ...(parts[0].images ? { images: joinedImages(parts, parts[0].images.keys(), starts) } : {}),
    read: async (from, to) => {
      const blocks: TableBlock[] = []
      for (const piece of pieces(starts, from, to)) blocks.push(await parts[piece.part].read(piece.from, piece.to))
      return joinedBlock(blocks, from)
    },
    async *blocks(signal) {
      for (const [part, table] of parts.entries())
        for await (const block of table.blocks(signal)) yield { ...block, from: starts[part] + block.from }
    }
  }
}

/** A part that keeps no images in such a column has none. */
function joinedImages(parts: readonly TableSource[], names: Iterable<string>, starts: number[]): Map<string, ImageReader> {
  const images = new Map<string, ImageReader>()
  for (const name of names) {
    images.set(name, async (row) => {
      const [piece] = pieces(starts, row, row + 1)
      return (await parts[piece.part].images?.get(name)?.(piece.from)) ?? {}
    })
  }
  return images
}

/** Sequences that each file counted from 0 go on counting; documents that a file names itself stay as they are. */
function countedOn(parts: readonly TableSource[]): readonly TableSource[] {
  if (parts.some(({ sequences }) => sequences === undefined)) return parts
  const starts = sumsOf(parts.map(({ sequences }) => sequences ?? 0))
  return parts.map((part, index) => countedFrom(part, starts[index]))
}

function countedFrom(table: TableSource, first: number): TableSource {
  const counted = (block: TableBlock): TableBlock => ({
    ...block,
    column: async (name) => {
      const cells = await block.column(name)
      return name === documentColumn ? cells.map((cell) => Number(cell) + first) : cells
    }
  })
  return {
    ...table,
    read: async (from, to) => counted(await table.read(from, to)),
    async *blocks(signal) {
      for await (const block of table.blocks(signal)) yield counted(block)
    }
  }
}

function joinedBlock(blocks: TableBlock[], from: number): TableBlock {
  return {
    from,
    rows: blocks.reduce((sum, { rows }) => sum + rows, 0),
    column: async (name) => (await Promise.all(blocks.map((block) => block.column(name)))).flat()
  }
}

/** Where each part begins, and the end, [parts + 1]. */
function startsOf(parts: readonly { rows: number }[]): number[] {
  return sumsOf(parts.map(({ rows }) => rows))
}

function sumsOf(sizes: readonly number[]): number[] {
  const sums = [0]
  for (const size of sizes) sums.push(sums[sums.length - 1] + size)
  return sums
}

interface Piece {
  part: number
  /** Rows within the part: from … to − 1. */
  from: number
  to: number
  /** Rows of the stretch before this piece. */
  at: number
}

function* pieces(starts: number[], from: number, to: number): Iterable<Piece> {
  for (let part = 0; part < starts.length - 1; part += 1) {
    const first = Math.max(from, starts[part])
    const end = Math.min(to, starts[part + 1])
    if (first < end) yield { part, from: first - starts[part], to: end - starts[part], at: first - from }
  }
}
