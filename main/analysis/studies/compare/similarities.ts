/** How alike each feature of one dictionary is to each of another: all values where they fit into memory, else the greatest. */
import type { Directions } from '../../../dictionaries/index'
import { allCosines, nearestBetween } from '../../../dictionaries/index'
import { type CorrelationRow, correlationRows } from './correlation-rows'
import { greatestPerColumn, greatestPerRow, type Nearest } from './nearest'
import type { PairedRows } from './row-sample'
import type { Watched } from './watched'

/** All similarities are kept up to this many: 256 MB of f32. */
const mostNumbers = 64 * 1024 * 1024
/** Partners kept per feature where there are more. */
const candidateCount = 32

export interface Similarities {
  featuresA: number
  featuresB: number
  /** The most similar feature of B for each of A, and the other way round. */
  ofA: Nearest
  ofB: Nearest
  /** [A, B], where they fit. */
  all?: Float32Array
  /** Else for each feature of A its most similar ones of B, [A, count], the most similar first. */
  candidates?: Nearest & { count: number }
}

/** Cosines of directions of equal width. Throws cancelled. */
export async function cosineSimilarities(
  a: Directions,
  b: Directions,
  watched: Watched,
  most = mostNumbers
): Promise<Similarities> {
  const sizes = { featuresA: a.features, featuresB: b.features }
  if (a.features * b.features <= most) return fromAll(sizes, await allCosines(a, b, watched))
  const found = await nearestBetween(a, b, candidateCount, watched)
  const candidates = { count: found.count, features: found.features, values: found.cosines }
  const ofB = await nearestBetween(b, a, 1, watched)
  return { ...sizes, ofA: firstOf(candidates), ofB: { features: ofB.features, values: ofB.cosines }, candidates }
}

/** Correlations of activations on the same rows; of features that never fire together 0, which is about what it is. Throws cancelled. */
export async function correlationSimilarities(sample: PairedRows, watched: Watched, most = mostNumbers): Promise<Similarities> {
  const sizes = { featuresA: sample.a.dSae, featuresB: sample.b.dSae }
  const correlations = correlationRows(sample, watched)
  if (sizes.featuresA * sizes.featuresB > most) return fromRows(sizes, correlations)
  const all = new Float32Array(sizes.featuresA * sizes.featuresB)
  for await (const { feature, others, values } of correlations) {
    for (const other of others) all[feature * sizes.featuresB + other] = values[other]
  }
  return fromAll(sizes, all)
}

type Sizes = Pick<Similarities, 'featuresA' | 'featuresB'>

function fromAll(sizes: Sizes, all: Float32Array): Similarities {
  const [ofA, ofB] = [greatestPerRow(all, sizes.featuresB), greatestPerColumn(all, sizes.featuresB)]
  return { ...sizes, ofA, ofB, all }
}

async function fromRows(sizes: Sizes, rows: AsyncIterable<CorrelationRow>): Promise<Similarities> {
  const count = Math.min(candidateCount, sizes.featuresB)
  const numbers = sizes.featuresA * count
  const candidates = { count, features: new Uint32Array(numbers), values: new Float32Array(numbers) }
  const ofB = { features: new Uint32Array(sizes.featuresB), values: new Float32Array(sizes.featuresB) }
  for await (const { feature, others, values: row } of rows) {
    keepLargest(candidates, { feature, others, values: row })
    for (const b of others) {
      if (row[b] <= ofB.values[b]) continue
      ofB.values[b] = row[b]
      ofB.features[b] = feature
    }
  }
  return { ...sizes, ofA: firstOf(candidates), ofB, candidates }
}

function keepLargest({ count, features, values }: Nearest & { count: number }, { feature, others, values: row }: CorrelationRow) {
  const above = Array.from(others).filter((b) => row[b] > 0)
  const largest = above.sort((b, c) => row[c] - row[b] || b - c).slice(0, count)
  largest.forEach((b, place) => {
    features[feature * count + place] = b
    values[feature * count + place] = row[b]
  })
}

function firstOf({ count, features, values }: Nearest & { count: number }): Nearest {
  const isFirst = (_: number, i: number) => i % count === 0
  return { features: features.filter(isFirst), values: values.filter(isFirst) }
}
