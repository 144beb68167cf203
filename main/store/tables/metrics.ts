/**
 * Metric points of runs, stored as chunks of columns: a run of a million steps is read in a fraction of a second,
 * which a row per point can not do. New points are small open chunks, merged into a sealed one when there are enough.
 */
import type { MetricColumns, MetricKey, MetricPoint, Split } from '../../../contract/records/metrics'
import type { MetricRange, MetricStore } from '../metric-records'
import {
  columnsFromChunks,
  columnsFromPoints,
  mergedColumns,
  type PointColumns,
  positionOfStep,
  sliceColumns
} from '../metrics/columns'
import { decimate } from '../metrics/decimate'
import { countOf, metricChunks, type Steps, sealedPoints } from './metric-chunks'
import type { TableContext } from './stored-records'

/** `latest` looks this many chunks back for a metric that the last point does not have. */
const chunksBack = 4
/** Overviews are fine enough for a picture when they hold so many points for each one that is wanted. */
const overviewFineness = 2

export function metricTable(context: TableContext): MetricStore {
  const { connection } = context
  const chunks = metricChunks(context)
  const others = ['densities', 'marks', 'warnings', 'pin_moments'].map((table) =>
    connection.prepare<[string, number]>(`DELETE FROM ${table} WHERE run = ? AND step > ?`)
  )

  const sealOpenChunks = (run: string, split: Split): void => {
    const { lastStep, pointsAfter } = chunks.sealed(run, split)
    if (pointsAfter < sealedPoints) return
    chunks.put(run, split, chunks.take(run, split, { from: lastStep + 1, to: Number.MAX_SAFE_INTEGER }))
  }

  const appendSplit = (run: string, split: Split, points: readonly MetricPoint[]): void => {
    if (points.length === 0) return
    const added = columnsFromPoints(points)
    const earlier = chunks.take(run, split, { from: added.steps[0], to: added.steps[added.steps.length - 1] })
    chunks.put(run, split, earlier.steps.length > 0 ? mergedColumns(earlier, added) : added)
    sealOpenChunks(run, split)
  }

  const trim = (run: string, split: Split, step: number): void => {
    chunks.dropAfter(run, split, step)
    const rest = chunks.take(run, split, { from: step + 1, to: Number.MAX_SAFE_INTEGER })
    chunks.put(run, split, sliceColumns(rest, 0, positionOfStep(rest.steps, step + 1)))
  }

  /** Overviews where they are fine enough for what is wanted. */
  const reaching = (run: string, { split, maxPoints = Number.POSITIVE_INFINITY }: MetricRange, steps: Steps) => {
    const coarse = chunks.reaching(run, split, steps, true)
    return coarse.count >= overviewFineness * maxPoints ? coarse : chunks.reaching(run, split, steps, false)
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
      const steps: Steps = { from: range.fromStep ?? 0, to: range.toStep ?? Number.MAX_SAFE_INTEGER }
      const found = reaching(run, range, steps)
      const all = columnsFromChunks(found.chunks(), found.count, range.keys && new Set(range.keys))
      return metricColumns(
        range,
        sliceColumns(all, positionOfStep(all.steps, steps.from), positionOfStep(all.steps, steps.to + 1))
      )
    },
    latest(run, split) {
      const last = chunks.latest(run, split, chunksBack)
      return latestPoint(split, columnsFromChunks(last, countOf(last)))
    },
    removeAfter: connection.transaction((run: string, step: number) => {
      for (const split of ['train', 'validation'] as const) trim(run, split, step)
      for (const statement of others) statement.run(run, step)
    })
  }
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
