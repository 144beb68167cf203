/** How alike each feature of one dictionary is to each of another: all values where they fit into memory, else the greatest. */
import type { Directions } from '../../../dictionaries/index'
import { allCosines, nearestBetween } from '../../../dictionaries/index'
import { breathe } from '../../passes/breathe'
import { phaseProgress } from '../../progress'
import { greatestPerColumn, greatestPerRow, type Nearest } from './nearest'
import { correlationOf, momentOf, momentsOf } from './pair-activity'
import { byFeature } from './postings'
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

/** Correlations of activations on the same rows; 0 with a feature that never varies. Throws cancelled. */
export async function correlationSimilarities(sample: PairedRows, watched: Watched, most = mostNumbers): Promise<Similarities> {
  const sizes = { featuresA: sample.a.dSae, featuresB: sample.b.dSae }
  const correlations = rowsOfCorrelations(sample, watched)
  if (sizes.featuresA * sizes.featuresB > most) return fromRows(sizes, correlations)
  const all = new Float32Array(sizes.featuresA * sizes.featuresB)
  for await (const { feature, values } of correlations) all.set(values, feature * sizes.featuresB)
  return fromAll(sizes, all)
}

type Sizes = Pick<Similarities, 'featuresA' | 'featuresB'>

function fromAll(sizes: Sizes, all: Float32Array): Similarities {
  const [ofA, ofB] = [greatestPerRow(all, sizes.featuresB), greatestPerColumn(all, sizes.featuresB)]
  return { ...sizes, ofA, ofB, all }
}

interface CorrelationRow {
  feature: number
  /** [features of B]; reused for the next row. */
  values: Float32Array
}

async function fromRows(sizes: Sizes, rows: AsyncIterable<CorrelationRow>): Promise<Similarities> {
  const count = Math.min(candidateCount, sizes.featuresB)
  const numbers = sizes.featuresA * count
  const candidates = { count, features: new Uint32Array(numbers), values: new Float32Array(numbers) }
  const ofB = { features: new Uint32Array(sizes.featuresB), values: new Float32Array(sizes.featuresB) }
  for await (const { feature, values } of rows) {
    keepLargest(candidates, feature, values)
    values.forEach((value, b) => {
      if (value <= ofB.values[b]) return
      ofB.values[b] = value
      ofB.features[b] = feature
    })
  }
  return { ...sizes, ofA: firstOf(candidates), ofB, candidates }
}

function keepLargest({ count, features, values }: Nearest & { count: number }, feature: number, row: Float32Array): void {
  const above = Array.from(row.keys()).filter((b) => row[b] > 0)
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

/** Correlations of each feature of A with all of B; features that never fire are left out, theirs are 0. */
async function* rowsOfCorrelations({ rows, a, b }: PairedRows, { signal, onProgress }: Watched): AsyncGenerator<CorrelationRow> {
  const [inA, inB] = [momentsOf(a), momentsOf(b)]
  const postings = byFeature(a)
  const products = new Float64Array(b.dSae)
  const values = new Float32Array(b.dSae)
  const tell = phaseProgress({ total: a.dSae, unit: 'features', note: 'Correlating features' }, onProgress)
  for (let feature = 0; feature < a.dSae; feature += 1) {
    if (feature % 64 === 0) await breathe(signal)
    if (inA.active[feature] === 0) continue
    products.fill(0)
    for (let at = postings.starts[feature]; at < postings.starts[feature + 1]; at += 1) {
      const row = postings.rows[at]
      for (let entry = b.starts[row]; entry < b.starts[row + 1]; entry += 1) {
        products[b.features[entry]] += postings.values[at] * b.values[entry]
      }
    }
    const x = momentOf(inA, feature)
    for (let other = 0; other < b.dSae; other += 1) {
      // A correlation that is not defined is none: NaN || 0.
      values[other] = inB.active[other] > 0 ? correlationOf(rows, products[other], x, momentOf(inB, other)) || 0 : 0
    }
    yield { feature, values }
    tell(feature + 1)
  }
}
