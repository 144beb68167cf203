/** Which directions point the most alike: features of one dictionary among each other, or those of two. */
import type { Progress } from '../../contract/records/basics'
import { LoupeError } from '../../contract/wire/errors'
import { transposed } from '../maths/transpose'
import { largestPerRow } from './backend/largest'
import type { Tensor2D } from './backend/library'
import { tf } from './backend/library'
import { unitRows } from './backend/rows'
import { startBackend } from './backend/start'
import type { Dictionary } from './dictionary'

/** Cosines of one chunk at most, in numbers: 64 MB of f32. */
const chunkNumbers = 16 * 1024 * 1024

/** Vectors to compare, one for each feature. */
export interface Directions {
  /** [features, width], of any length; a vector of norm 0 has cosine 0 with all. */
  data: Float32Array
  features: number
  width: number
}

export interface Neighbors {
  /** Neighbors per feature: as asked, or all there are where there are fewer. */
  count: number
  /** [features, count], the nearest first, never the feature itself. */
  features: Uint32Array
  /** [features, count], −1…1, descending; 0 for a direction of norm 0. */
  cosines: Float32Array
}

/** What a search may be told. */
export interface SearchOptions {
  onProgress?(progress: Progress): void
  signal?: AbortSignal
}

/** Rows of W_dec. */
export function decoderDirections({ tensors, dSae, dIn, dOut = dIn }: Dictionary): Directions {
  return { data: tensors.W_dec.data, features: dSae, width: dOut }
}

/** Columns of W_enc. */
export function encoderDirections({ tensors, dSae, dIn }: Dictionary): Directions {
  return { data: transposed(tensors.W_enc.data, dIn, dSae), features: dSae, width: dIn }
}

/** Cosines of decoder rows, by chunks; the event loop runs between them. Throws cancelled. */
export function nearestByDecoder(
  dictionary: Dictionary,
  count: number,
  onProgress: (progress: Progress) => void = () => undefined,
  signal?: AbortSignal
): Promise<Neighbors> {
  return nearestAmong(decoderDirections(dictionary), count, { onProgress, signal })
}

/** For each direction the nearest others. Throws cancelled. */
export function nearestAmong(directions: Directions, count: number, options: SearchOptions = {}): Promise<Neighbors> {
  const kept = Math.max(0, Math.min(count, directions.features - 1))
  return nearest({ from: directions, to: directions, kept, options, isSame: true })
}

/** For each direction of `from` the nearest of `to`, which are as wide. Throws cancelled. */
export function nearestBetween(from: Directions, to: Directions, count: number, options: SearchOptions = {}): Promise<Neighbors> {
  return nearest({ from, to, kept: Math.min(count, to.features), options, isSame: false })
}

/** All cosines of `from` with `to`, [from.features, to.features] f32. Throws cancelled. */
export async function allCosines(from: Directions, to: Directions, options: SearchOptions = {}): Promise<Float32Array> {
  const all = new Float32Array(from.features * to.features)
  await eachChunk(from, to, options, (cosines, first) => all.set(cosines.dataSync(), first * to.features))
  for (let i = 0; i < all.length; i += 1) all[i] = Math.max(-1, Math.min(1, all[i]))
  return all
}

interface Search {
  from: Directions
  to: Directions
  kept: number
  options: SearchOptions
  /** The feature itself is no neighbor of its own. */
  isSame: boolean
}

async function nearest({ from, to, kept, options, isSame }: Search): Promise<Neighbors> {
  const numbers = from.features * kept
  const result: Neighbors = { count: kept, features: new Uint32Array(numbers), cosines: new Float32Array(numbers) }
  if (kept === 0) return result
  // One more than asked where the feature itself is among them.
  const wanted = isSame ? kept + 1 : kept
  await eachChunk(from, to, options, (cosines, first) => {
    const { values, columns } = largestPerRow(cosines, wanted)
    const [ids, found] = [columns.dataSync(), values.dataSync()]
    for (let row = 0; row < cosines.shape[0]; row += 1) {
      addFeature(
        result,
        first + row,
        isSame,
        [ids, found].map((all) => all.subarray(row * wanted, (row + 1) * wanted))
      )
    }
  })
  return result
}

/** Cosines of some directions of `from` with all of `to`, [chunk, to.features], chunk by chunk. */
async function eachChunk(
  from: Directions,
  to: Directions,
  { onProgress, signal }: SearchOptions,
  use: (cosines: Tensor2D, first: number) => void
): Promise<void> {
  await startBackend()
  const units = from === to ? [unit(from)] : [unit(from), unit(to)]
  const [left, right] = [units[0], units[units.length - 1]]
  const rows = Math.max(1, Math.floor(chunkNumbers / to.features))
  try {
    for (let first = 0; first < from.features; first += rows) {
      if (signal?.aborted) throw new LoupeError('cancelled', 'The search for near features was cancelled.')
      const size = Math.min(rows, from.features - first)
      tf.tidy(() => use(tf.matMul(left.slice([first, 0], [size, from.width]), right, false, true), first))
      onProgress?.({ done: first + size, total: from.features, unit: 'features', note: 'Finding near features' })
      await new Promise((resolve) => setImmediate(resolve))
    }
  } finally {
    tf.dispose(units)
  }
}

/** Kept until it is disposed of. */
function unit({ data, features, width }: Directions): Tensor2D {
  return tf.keep(tf.tidy(() => unitRows(tf.tensor2d(data, [features, width]))))
}

/** `ids` and `cosines` are what was found for the feature, in any order. */
function addFeature(result: Neighbors, feature: number, isSame: boolean, [ids, cosines]: ArrayLike<number>[]): void {
  const order = Array.from(ids, (_, i) => i)
    .filter((i) => !isSame || ids[i] !== feature)
    .sort((a, b) => cosines[b] - cosines[a] || ids[a] - ids[b])
    .slice(0, result.count)
  order.forEach((i, place) => {
    result.features[feature * result.count + place] = ids[i]
    result.cosines[feature * result.count + place] = Math.max(-1, Math.min(1, cosines[i]))
  })
}
