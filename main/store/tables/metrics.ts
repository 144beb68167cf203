/**
 * Metric points of runs, stored as chunks of columns: a run of a million steps is read in a fraction of a second,
 * which a row per point can not do. New points are small open chunks, merged into a sealed one when there are enough.
 */
import type { MetricColumns, MetricKey, MetricPoint, Split } from '../../../contract/records/metrics'
import {
  type Chunk,
  chunkFromColumns,
  columnsFromChunks,
  columnsFromPoints,
  mergedColumns,
  type PointColumns,
  positionOfStep,
  sliceColumns
} from '../metrics/columns'
import { decimate } from '../metrics/decimate'
import type { MetricRange, MetricStore } from '../project-store'
import type { TableContext } from './stored-records'

/** Open chunks are merged when they hold this many points. */
const sealedPoints = 1_024
/** No chunk holds more. */
const mostPoints = 4_096
/** `latest` looks this many chunks back for a metric that the last point does not have. */
const chunksBack = 4

interface StoredChunk extends Chunk {
  id: number
}

export function metricTable({ connection }: TableContext): MetricStore {
  const ofRun = 'FROM metric_chunks WHERE run = ? AND split = ?'
  const insert = connection.prepare<[string, string, number, number, number, number, string, Uint8Array]>(
    'INSERT INTO metric_chunks (run, split, first_step, last_step, count, sealed, keys, data) VALUES (?, ?, ?, ?, ?, ?, ?, ?)'
  )
  const drop = connection.prepare<[number]>('DELETE FROM metric_chunks WHERE id = ?')
  const dropAfter = connection.prepare<[string, string, number]>(`DELETE ${ofRun} AND first_step > ?`)
  const overlapping = connection.prepare<[string, string, number, number], StoredChunk>(
    `SELECT id, count, keys, data ${ofRun} AND first_step <= ? AND last_step >= ? ORDER BY first_step`
  )
  const pointsOverlapping = connection
    .prepare<[string, string, number, number], number>(`SELECT total(count) ${ofRun} AND first_step <= ? AND last_step >= ?`)
    .pluck()
  const lastSealedStep = connection
    .prepare<[string, string], number>(`SELECT coalesce(max(last_step), -1) ${ofRun} AND sealed = 1`)
    .pluck()
  const pointsAfter = connection
    .prepare<[string, string, number], number>(`SELECT total(count) ${ofRun} AND first_step > ?`)
    .pluck()
  const latestChunks = connection.prepare<[string, string, number], StoredChunk>(
    `SELECT id, count, keys, data ${ofRun} ORDER BY first_step DESC LIMIT ?`
  )
  const others = ['densities', 'marks', 'warnings'].map((table) =>
    connection.prepare<[string, number]>(`DELETE FROM ${table} WHERE run = ? AND step > ?`)
  )

  const store = (run: string, split: Split, columns: PointColumns): void => {
    for (let from = 0; from < columns.steps.length; from += mostPoints) {
      const part = sliceColumns(columns, from, Math.min(from + mostPoints, columns.steps.length))
      const { count, keys, data } = chunkFromColumns(part)
      const sealed = Number(count >= sealedPoints)
      insert.run(run, split, part.steps[0], part.steps[count - 1], count, sealed, keys, data)
    }
  }

  /** Takes away and gives all chunks that reach into a range of steps. */
  const take = (run: string, split: Split, from: number, to: number): PointColumns => {
    const chunks = overlapping.all(run, split, to, from)
    for (const chunk of chunks) drop.run(chunk.id)
    return columnsFromChunks(chunks, countOf(chunks))
  }

  const sealOpenChunks = (run: string, split: Split): void => {
    const after = lastSealedStep.get(run, split)!
    if (pointsAfter.get(run, split, after)! < sealedPoints) return
    store(run, split, take(run, split, after + 1, Number.MAX_SAFE_INTEGER))
  }

  const appendSplit = (run: string, split: Split, points: readonly MetricPoint[]): void => {
    if (points.length === 0) return
    const added = columnsFromPoints(points)
    const [first, last] = [added.steps[0], added.steps[added.steps.length - 1]]
    const earlier = take(run, split, first, last)
    store(run, split, earlier.steps.length > 0 ? mergedColumns(earlier, added) : added)
    sealOpenChunks(run, split)
  }

  const trim = (run: string, split: Split, step: number): void => {
    dropAfter.run(run, split, step)
    const rest = take(run, split, step + 1, Number.MAX_SAFE_INTEGER)
    store(run, split, sliceColumns(rest, 0, positionOfStep(rest.steps, step + 1)))
  }

  return {
    append: connection.transaction((run: string, points: readonly MetricPoint[]) => {
      for (const split of ['train', 'validation'] as const)
        appendSplit(
          run,
          split,
          points.filter((point) => point.split === split)
        )
    }),
    read(run, range) {
      const [from, to] = [range.fromStep ?? 0, range.toStep ?? Number.MAX_SAFE_INTEGER]
      const count = pointsOverlapping.get(run, range.split, to, from)!
      const wanted = range.keys && new Set(range.keys)
      const all = columnsFromChunks(overlapping.iterate(run, range.split, to, from), count, wanted)
      const inside = sliceColumns(all, positionOfStep(all.steps, from), positionOfStep(all.steps, to + 1))
      return metricColumns(range, inside)
    },
    latest(run, split) {
      const chunks = latestChunks.all(run, split, chunksBack).reverse()
      return latestPoint(split, columnsFromChunks(chunks, countOf(chunks)))
    },
    removeAfter: connection.transaction((run: string, step: number) => {
      for (const split of ['train', 'validation'] as const) trim(run, split, step)
      for (const statement of others) statement.run(run, step)
    })
  }
}

function countOf(chunks: Chunk[]): number {
  return chunks.reduce((sum, chunk) => sum + chunk.count, 0)
}

/** Arrays of their own: a part of a larger buffer would cross a process with all of it. */
function metricColumns({ split, maxPoints }: MetricRange, inside: PointColumns): MetricColumns {
  const few = maxPoints === undefined ? inside : decimate(inside, maxPoints)
  const columns = Object.fromEntries([...few.values].map(([key, column]) => [key, own(column)]))
  return { split, steps: own(few.steps), seconds: own(few.seconds), columns }
}

function own(column: Float64Array): Float64Array<ArrayBuffer> {
  const alone = column.buffer instanceof ArrayBuffer && column.byteLength === column.buffer.byteLength
  return alone ? (column as Float64Array<ArrayBuffer>) : column.slice()
}

function latestPoint(split: Split, { steps, seconds, values }: PointColumns): MetricPoint | undefined {
  if (steps.length === 0) return undefined
  const known: [MetricKey, number][] = []
  for (const [key, column] of values) {
    const value = column.findLast((one) => !Number.isNaN(one))
    if (value !== undefined) known.push([key, value])
  }
  const last = steps.length - 1
  return { split, step: steps[last], seconds: seconds[last], values: Object.fromEntries(known) }
}
