/** From what was found about two dictionaries to the answer that is kept: a small record, and arrays for every feature. */
import type { Histogram } from '../../../../contract/records/basics'
import type { CompareAnswer, CompareQuestion, LoneFeature, MatchedPair } from '../../../../contract/records/studies/compare'
import { quantileOfSorted } from '../../../maths/quantiles'
import type { Matching } from './matching'
import type { Nearest } from './nearest'
import { splitFeatures, splitFrom } from './splitting'
import type { CompareResult, Found } from './two-dictionaries'

/** Similarity from which a pair is the same feature: of cosines as Paulo & Belrose 2025 (arXiv 2501.16615). */
const matchedFromOf = { 'decoder-cosine': 0.7, 'activation-correlation': 0.5 } as const
const defaultMost = 50
const bins = 40
/** In `partner`: there is none. */
const none = 0xffffffff

export function comparison(found: Found, question: Pick<CompareQuestion, 'matchedFrom' | 'most'>): CompareResult {
  const { a, b, similarities, matching, sample, similarity } = found
  const matchedFrom = question.matchedFrom ?? matchedFromOf[similarity]
  const most = question.most ?? defaultMost
  const pairs = pairsOf(found)
  const alive = pairs.filter((pair) => a.totals.activeRows[pair.a] > 0 && b.totals.activeRows[pair.b] > 0)
  const answer: CompareAnswer = {
    kind: 'compare',
    a: a.record(),
    b: b.record(),
    reading: found.reading,
    rows: a.totals.rows,
    sampleRows: sample.rows,
    similarity,
    method: matching.method,
    matchedFrom,
    pairs: pairs.length,
    matched: pairs.filter((pair) => pair.similarity >= matchedFrom).length,
    matchedMean: sum(pairs.map((pair) => pair.similarity)) / Math.min(similarities.featuresA, similarities.featuresB),
    ...(alive.length > 0 ? { matchedMeanAlive: mean(alive.map((pair) => pair.similarity)) } : {}),
    meanMax: { aInB: mean(similarities.ofA.values), bInA: mean(similarities.ofB.values) },
    similarities: histogram(pairs.map((pair) => pair.similarity)),
    ...correlations(alive.filter((pair) => pair.similarity >= matchedFrom)),
    best: pairs.slice(0, most),
    ...lone(found, matchedFrom, most),
    splitFrom,
    splitsOfA: splitFeatures(similarities.ofB, most),
    splitsOfB: splitFeatures(similarities.ofA, most)
  }
  return { answer, arrays: arraysOf(found) }
}

/** All pairs, the most similar first. */
function pairsOf({ matching, activity }: Found): MatchedPair[] {
  const pairs: MatchedPair[] = []
  matching.partnerOf.forEach((b, a) => {
    if (b < 0) return
    const [correlation, jaccard] = [activity.correlation[a], activity.jaccard[a]]
    pairs.push({
      a,
      b,
      similarity: matching.similarity[a],
      ...(Number.isNaN(correlation) ? {} : { correlation }),
      ...(Number.isNaN(jaccard) ? {} : { jaccard })
    })
  })
  return pairs.sort((p, q) => q.similarity - p.similarity || p.a - q.a)
}

function correlations(pairs: MatchedPair[]): Pick<CompareAnswer, 'correlations'> {
  const known = pairs.flatMap(({ correlation }) => (correlation === undefined ? [] : [correlation]))
  if (known.length === 0) return {}
  const median = quantileOfSorted(
    known.toSorted((x, y) => x - y),
    0.5
  )
  return { correlations: { pairs: known.length, mean: mean(known), median, histogram: histogram(known) } }
}

function lone({ a, b, similarities, matching }: Found, from: number, most: number): Pick<CompareAnswer, 'onlyA' | 'onlyB'> {
  const isMatched = { a: new Uint8Array(similarities.featuresA), b: new Uint8Array(similarities.featuresB) }
  matching.partnerOf.forEach((partner, feature) => {
    if (partner < 0 || matching.similarity[feature] < from) return
    isMatched.a[feature] = 1
    isMatched.b[partner] = 1
  })
  return {
    onlyA: loneFeatures(isMatched.a, a.densities(), similarities.ofA, most),
    onlyB: loneFeatures(isMatched.b, b.densities(), similarities.ofB, most)
  }
}

function loneFeatures(isMatched: Uint8Array, densities: Float32Array, nearest: Nearest, most: number): CompareAnswer['onlyA'] {
  const features = Array.from(isMatched.keys()).filter((feature) => !isMatched[feature])
  features.sort((f, g) => densities[g] - densities[f] || f - g)
  const told = features.slice(0, most).map(
    (feature): LoneFeature => ({
      feature,
      density: densities[feature],
      nearest: nearest.features[feature],
      similarity: nearest.values[feature]
    })
  )
  return { count: features.length, features: told }
}

function arraysOf({ a, b, similarities, matching, activity, cosine }: Found): CompareResult['arrays'] {
  const all = {
    partner: partners(matching),
    similarity: matching.similarity,
    correlation: activity.correlation,
    jaccard: activity.jaccard,
    ...(cosine ? { cosine } : {}),
    nearestInB: similarities.ofA.features,
    nearestInBSimilarity: similarities.ofA.values,
    nearestInA: similarities.ofB.features,
    nearestInASimilarity: similarities.ofB.values,
    densityA: a.densities(),
    densityB: b.densities()
  }
  return Object.fromEntries(Object.entries(all).map(([name, data]) => [name, { shape: [data.length], data }]))
}

function partners({ partnerOf }: Matching): Uint32Array {
  return Uint32Array.from(partnerOf, (partner) => (partner < 0 ? none : partner))
}

/** From −1 to 1. */
function histogram(values: number[]): Histogram {
  const counts = new Array<number>(bins).fill(0)
  for (const value of values) counts[Math.max(0, Math.min(bins - 1, Math.floor(((value + 1) / 2) * bins)))] += 1
  return { edges: Array.from({ length: bins + 1 }, (_, i) => (2 * i) / bins - 1), counts }
}

function sum(values: ArrayLike<number>): number {
  let total = 0
  for (let i = 0; i < values.length; i += 1) total += values[i]
  return total
}

function mean(values: ArrayLike<number>): number {
  return sum(values) / values.length
}
