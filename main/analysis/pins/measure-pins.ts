/**
 * What pinned features fire on at one checkpoint: a small fixed sample is encoded, and of each pinned feature its density, its
 * greatest activation and its strongest rows are kept. Costs as much as encoding the sample; the rest is lookup.
 */
import type { Batch, Postings } from '../../../contract/records/arrays'
import { type PinMeasure, pinnedContext, pinnedExamples } from '../../../contract/records/pin'
import type { Encoder } from '../../dictionaries'
import { breathe } from '../passes/breathe'
import { readDocumentMap } from '../passes/document-map'
import { createPicker, type Picker } from '../passes/pick'

/** Rows encoded at a time: early in a training nearly all features fire on each. */
const rowsAtOnce = 256

export interface PinSample {
  /** Row ids ascending. */
  batch: Batch
  /** [count] document ordinals of the rows, −1 where a row has none. */
  documents: Int32Array
}

/** What fires on the sample: places in the sample, ascending, and the activation on each. */
interface Fired {
  places: number[]
  values: number[]
}

/** One measure per feature, in this order. Throws cancelled, wrong-shape. */
export async function measurePins(
  encoder: Pick<Encoder, 'encode'>,
  { batch, documents }: PinSample,
  features: readonly number[],
  signal: AbortSignal
): Promise<PinMeasure[]> {
  const fired = await firedOn(encoder, batch, features, signal)
  const ofPlace = await readDocumentMap(batch.count, async (from, to) => documents.subarray(from, to), signal)
  const picker = createPicker(ofPlace)
  return features.map((feature) => measureOf(feature, fired.get(feature) as Fired, batch, picker))
}

async function firedOn(
  encoder: Pick<Encoder, 'encode'>,
  batch: Batch,
  features: readonly number[],
  signal: AbortSignal
): Promise<Map<number, Fired>> {
  const fired = new Map(features.map((feature): [number, Fired] => [feature, { places: [], values: [] }]))
  for (let from = 0; from < batch.count; from += rowsAtOnce) {
    await breathe(signal)
    const sparse = encoder.encode(partOf(batch, from, Math.min(batch.count, from + rowsAtOnce)))
    for (let row = 0; row < sparse.count; row += 1) {
      for (let at = sparse.starts[row]; at < sparse.starts[row + 1]; at += 1) {
        const list = fired.get(sparse.features[at])
        list?.places.push(from + row)
        list?.values.push(sparse.values[at])
      }
    }
  }
  return fired
}

function partOf({ dIn, values, rows }: Batch, from: number, to: number): Batch {
  return { count: to - from, dIn, values: values.subarray(from * dIn, to * dIn), rows: rows.subarray(from, to) }
}

function measureOf(feature: number, { places, values }: Fired, { count, rows }: Batch, picker: Picker): PinMeasure {
  const keys = Float32Array.from(values)
  const positions = Uint32Array.from(places.keys())
  const picked = picker.onePerDocument({ rows: Uint32Array.from(places), keys, positions }, pinnedExamples)
  const postings = { rows: Uint32Array.from(places, (place) => rows[place]), values: keys }
  const examples = at(postings, picked)
  return {
    feature,
    density: count > 0 ? places.length / count : 0,
    max: keys.reduce((max, value) => Math.max(max, value), 0),
    rows: count,
    examples,
    near: nearOnes(postings, examples.rows)
  }
}

/** The postings within pinnedContext rows of one of the examples. */
function nearOnes(postings: Postings, examples: Uint32Array): Postings {
  const isNear = (row: number) => examples.some((example) => Math.abs(example - row) <= pinnedContext)
  return at(
    postings,
    [...postings.rows.keys()].filter((position) => isNear(postings.rows[position]))
  )
}

function at({ rows, values }: Postings, positions: readonly number[]): Postings {
  return {
    rows: Uint32Array.from(positions, (position) => rows[position]),
    values: Float32Array.from(positions, (position) => values[position])
  }
}
