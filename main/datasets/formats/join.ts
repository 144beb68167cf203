/** Several sources one after the other as one: the shards of an array, the parts of a table. */
import type { RowSource, TableBlock, TableSource } from './format'

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
    }
  }
}

/** Rows of `parts` in order, with the columns of the first. */
export function joinTables(parts: readonly TableSource[]): TableSource {
  if (parts.length === 1) return parts[0]
  const starts = startsOf(parts)
  return {
    rows: starts[parts.length],
    columns: parts[0].columns,
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

function joinedBlock(blocks: TableBlock[], from: number): TableBlock {
  return {
    from,
    rows: blocks.reduce((sum, { rows }) => sum + rows, 0),
    column: async (name) => (await Promise.all(blocks.map((block) => block.column(name)))).flat()
  }
}

/** Where each part begins, and the end, [parts + 1]. */
function startsOf(parts: readonly { rows: number }[]): number[] {
  const starts = [0]
  for (const { rows } of parts) starts.push(starts[starts.length - 1] + rows)
  return starts
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
