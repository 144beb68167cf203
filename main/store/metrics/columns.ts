/**
 * Metric points as columns, and columns as blobs. Pure.
 * A blob holds steps, seconds, then one column per key, each `count` × f64 little-endian.
 */
import { z } from 'zod'
import { MetricKey, type MetricPoint } from '../../../contract/records/metrics'
import { damagedRecord, recordFromJson } from '../tables/stored-records'

/** Points of one run and split with ascending steps; NaN where a metric is absent. */
export interface PointColumns {
  steps: Float64Array
  seconds: Float64Array
  values: Map<MetricKey, Float64Array>
}

/** A stored part of the points of one run and split. */
export interface Chunk {
  count: number
  /** JSON list of metric keys. */
  keys: string
  data: Uint8Array
}

/** Also of metrics that this Loupe does not know: another one may have written them. */
const Keys = z.array(z.string())

/** Points by step; of points of the same step the later one counts. */
export function columnsFromPoints(points: readonly MetricPoint[]): PointColumns {
  const byStep = new Map(points.map((point) => [point.step, point]))
  const sorted = [...byStep.values()].sort((a, b) => a.step - b.step)
  const keys = new Set(sorted.flatMap((point) => Object.keys(point.values) as MetricKey[]))
  return {
    steps: Float64Array.from(sorted, (point) => point.step),
    seconds: Float64Array.from(sorted, (point) => point.seconds),
    values: new Map([...keys].map((key) => [key, Float64Array.from(sorted, (point) => point.values[key] ?? Number.NaN)]))
  }
}

export function chunkFromColumns({ steps, seconds, values }: PointColumns): Chunk {
  const columns = [steps, seconds, ...values.values()]
  const data = new Float64Array(columns.length * steps.length)
  columns.forEach((column, i) => {
    data.set(column, i * steps.length)
  })
  return { count: steps.length, keys: JSON.stringify([...values.keys()]), data: new Uint8Array(data.buffer) }
}

/** A list of keys as it is stored; undefined in place of one that is not known. */
function keysFromText(text: string): (MetricKey | undefined)[] {
  return recordFromJson(Keys, text, 'list of metrics').map((key) => MetricKey.safeParse(key).data)
}

/** Chunks one after another. `wanted` leaves out other metrics without reading them. */
export function columnsFromChunks(chunks: Iterable<Chunk>, count: number, wanted?: ReadonlySet<MetricKey>): PointColumns {
  const columns: PointColumns = { steps: new Float64Array(count), seconds: new Float64Array(count), values: new Map() }
  // Thousands of chunks have the same list.
  const lists = new Map<string, (MetricKey | undefined)[]>()
  let at = 0
  for (const chunk of chunks) {
    const keys = lists.get(chunk.keys) ?? keysFromText(chunk.keys)
    lists.set(chunk.keys, keys)
    const copy = (column: number, into: Float64Array) => copyColumn(chunk, column, into, at)
    const isWhole = chunk.data.byteLength === 8 * chunk.count * (2 + keys.length)
    if (!isWhole || at + chunk.count > count) throw damagedRecord('part of the metrics')
    copy(0, columns.steps)
    copy(1, columns.seconds)
    keys.forEach((key, i) => {
      if (key && (!wanted || wanted.has(key))) copy(2 + i, columnOf(columns.values, key, count))
    })
    at += chunk.count
  }
  return columns
}

/** Both together; points of `later` replace points of the same step. */
export function mergedColumns(earlier: PointColumns, later: PointColumns): PointColumns {
  return columnsFromPoints([...pointsFromColumns(earlier), ...pointsFromColumns(later)])
}

/** Points from `from` to before `to`, sharing memory. */
export function sliceColumns(columns: PointColumns, from: number, to: number): PointColumns {
  return mapColumns(columns, (column) => column.subarray(from, to))
}

/** The points at these positions. */
export function pickColumns(columns: PointColumns, positions: Uint32Array): PointColumns {
  return mapColumns(columns, (column) => {
    const picked = new Float64Array(positions.length)
    for (let i = 0; i < positions.length; i += 1) picked[i] = column[positions[i]]
    return picked
  })
}

/** Position of the first step that is at least `step`. */
export function positionOfStep(steps: Float64Array, step: number): number {
  let low = 0
  let high = steps.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (steps[middle] < step) low = middle + 1
    else high = middle
  }
  return low
}

function pointsFromColumns({ steps, seconds, values }: PointColumns): MetricPoint[] {
  return Array.from(steps, (step, i) => ({
    split: 'train' as const,
    step,
    seconds: seconds[i],
    values: Object.fromEntries([...values].filter(([, column]) => !Number.isNaN(column[i])).map(([key, c]) => [key, c[i]]))
  }))
}

function mapColumns(columns: PointColumns, change: (column: Float64Array) => Float64Array): PointColumns {
  return {
    steps: change(columns.steps),
    seconds: change(columns.seconds),
    values: new Map([...columns.values].map(([key, column]) => [key, change(column)]))
  }
}

function columnOf(values: Map<MetricKey, Float64Array>, key: MetricKey, count: number): Float64Array {
  const known = values.get(key)
  if (known) return known
  const column = new Float64Array(count).fill(Number.NaN)
  values.set(key, column)
  return column
}

/** By bytes: a blob may begin at any address, an f64 array may not. */
function copyColumn({ count, data }: Chunk, column: number, into: Float64Array, at: number): void {
  new Uint8Array(into.buffer, into.byteOffset + 8 * at, 8 * count).set(
    data.subarray(8 * count * column, 8 * count * (column + 1))
  )
}
