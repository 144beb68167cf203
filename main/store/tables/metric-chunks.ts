/**
 * Chunks of metric columns in their tables. A sealed chunk has an overview beside it: of its points those that a picture of
 * the whole run needs, so that drawing a run of a million steps reads a few megabytes and not a hundred.
 */
import type { Split } from '../../../contract/records/metrics'
import { type Chunk, chunkFromColumns, columnsFromChunks, type PointColumns, sliceColumns } from '../metrics/columns'
import { decimate } from '../metrics/decimate'
import type { TableContext } from './stored-records'

/** Open chunks are merged when they hold this many points. */
export const sealedPoints = 1_024
/** No chunk holds more. */
const mostPoints = 4_096
/** Points of an overview, where the least and greatest of every metric do not need more. */
const overviewPoints = 64

/** Steps from `from` to `to`, both included. */
export interface Steps {
  from: number
  to: number
}

export interface MetricChunks {
  /** Adds points; no chunk may reach into their steps. */
  put(run: string, split: Split, columns: PointColumns): void
  /** Takes away and gives all chunks that reach into a range of steps. */
  take(run: string, split: Split, steps: Steps): PointColumns
  /** Chunks that reach into the range, by step, and how many points they hold; where `coarse`, overviews of those that lie in it. */
  reaching(run: string, split: Split, steps: Steps, coarse: boolean): { count: number; chunks: () => Iterable<Chunk> }
  /** Up to `count` chunks, the latest; by step. */
  latest(run: string, split: Split, count: number): Chunk[]
  /** Step that everything up to is sealed, −1 at the start; and the points after it. */
  sealed(run: string, split: Split): { lastStep: number; pointsAfter: number }
  /** Chunks that lie altogether after a step. */
  dropAfter(run: string, split: Split, step: number): void
}

interface StoredChunk extends Chunk {
  id: number
}

type Range = [from: number, to: number, run: string, split: Split, to: number, from: number]

export function metricChunks({ connection }: TableContext): MetricChunks {
  const ofRun = 'FROM metric_chunks WHERE run = ? AND split = ?'
  const insert = connection.prepare<[string, string, number, number, number, number, string, Uint8Array]>(
    'INSERT INTO metric_chunks (run, split, first_step, last_step, count, sealed, keys, data) VALUES (?, ?, ?, ?, ?, ?, ?, ?)'
  )
  const insertOverview = connection.prepare<[number | bigint, number, string, Uint8Array]>(
    'INSERT INTO metric_overviews (chunk, count, keys, data) VALUES (?, ?, ?, ?)'
  )
  const drop = connection.prepare<[number]>('DELETE FROM metric_chunks WHERE id = ?')
  const dropAfter = connection.prepare<[string, string, number]>(`DELETE ${ofRun} AND first_step > ?`)
  const overlapping = connection.prepare<[string, string, number, number], StoredChunk>(
    `SELECT id, count, keys, data ${ofRun} AND first_step <= ? AND last_step >= ? ORDER BY first_step`
  )
  const points = connection
    .prepare<[string, string, number, number], number>(`SELECT total(count) ${ofRun} AND first_step <= ? AND last_step >= ?`)
    .pluck()
  // What reaches out of the range is read itself: its extremes may lie outside.
  const coarse = `FROM metric_chunks c LEFT JOIN metric_overviews o ON o.chunk = c.id AND c.first_step >= ? AND c.last_step <= ?
    WHERE c.run = ? AND c.split = ? AND c.first_step <= ? AND c.last_step >= ?`
  const coarseChunks = connection.prepare<Range, Chunk>(
    `SELECT coalesce(o.count, c.count) AS count, coalesce(o.keys, c.keys) AS keys, coalesce(o.data, c.data) AS data
     ${coarse} ORDER BY c.first_step`
  )
  const coarsePoints = connection.prepare<Range, number>(`SELECT total(coalesce(o.count, c.count)) ${coarse}`).pluck()
  const lastSealed = connection
    .prepare<[string, string], number>(`SELECT coalesce(max(last_step), -1) ${ofRun} AND sealed = 1`)
    .pluck()
  const pointsAfter = connection
    .prepare<[string, string, number], number>(`SELECT total(count) ${ofRun} AND first_step > ?`)
    .pluck()
  const latest = connection.prepare<[string, string, number], Chunk>(
    `SELECT count, keys, data ${ofRun} ORDER BY first_step DESC LIMIT ?`
  )

  const putOne = (run: string, split: Split, part: PointColumns): void => {
    const { count, keys, data } = chunkFromColumns(part)
    const isSealed = count >= sealedPoints
    const { steps } = part
    const { lastInsertRowid } = insert.run(run, split, steps[0], steps[count - 1], count, Number(isSealed), keys, data)
    if (!isSealed) return
    const overview = chunkFromColumns(overviewOf(part))
    insertOverview.run(lastInsertRowid, overview.count, overview.keys, overview.data)
  }
  return {
    put(run, split, columns) {
      for (let from = 0; from < columns.steps.length; from += mostPoints)
        putOne(run, split, sliceColumns(columns, from, Math.min(from + mostPoints, columns.steps.length)))
    },
    take(run, split, { from, to }) {
      const chunks = overlapping.all(run, split, to, from)
      for (const chunk of chunks) drop.run(chunk.id)
      return columnsFromChunks(chunks, countOf(chunks))
    },
    reaching(run, split, { from, to }, isCoarse) {
      if (!isCoarse) return { count: points.get(run, split, to, from)!, chunks: () => overlapping.iterate(run, split, to, from) }
      const range: Range = [from, to, run, split, to, from]
      return { count: coarsePoints.get(...range)!, chunks: () => coarseChunks.iterate(...range) }
    },
    latest: (run, split, count) => latest.all(run, split, count).reverse(),
    sealed(run, split) {
      const lastStep = lastSealed.get(run, split)!
      return { lastStep, pointsAfter: pointsAfter.get(run, split, lastStep)! }
    },
    dropAfter: (run, split, step) => void dropAfter.run(run, split, step)
  }
}

export function countOf(chunks: readonly Chunk[]): number {
  return chunks.reduce((sum, chunk) => sum + chunk.count, 0)
}

/** Never so few points that the least or greatest of a metric would have to go. */
function overviewOf(part: PointColumns): PointColumns {
  return decimate(part, Math.max(overviewPoints, 2 * part.values.size + 2))
}
