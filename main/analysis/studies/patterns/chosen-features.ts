/** Which features a pattern table has, with their means: those that were asked for, or those that tell the patterns apart best. */
import { breathe } from '../../passes/breathe'
import type { StudyIndex, StudySide } from '../material'
import { PatternMeans } from './feature-means'
import type { RowGroups } from './row-groups'

export interface FeatureTable {
  /** Ids, those that tell the patterns apart best first; features that are silent in all patterns come last. */
  features: Uint32Array
  /** [features, patterns] */
  means: Float32Array
  /** [features] η². */
  eta: Float32Array
  /** Features, from the first on, that are not silent. */
  active: number
}

/** Features named more than once are taken once; ids must be below `index.dSae`. */
export async function chosenFeatures(
  index: StudyIndex,
  groups: RowGroups,
  { features, most }: { features?: number[] | undefined; most: number },
  side: StudySide
): Promise<FeatureTable> {
  const scores = await scoresOf(index, groups, side)
  const known = features ? [...new Set(features)] : [...scores.eta.keys()].filter((feature) => scores.strength[feature] > 0)
  const byScore = (a: number, b: number): number =>
    Number(scores.strength[b] > 0) - Number(scores.strength[a] > 0) ||
    scores.eta[b] - scores.eta[a] ||
    scores.strength[b] - scores.strength[a] ||
    a - b
  const chosen = Uint32Array.from(known.sort(byScore).slice(0, most))
  return {
    features: chosen,
    means: await meansOf(index, groups, chosen, side.signal),
    eta: Float32Array.from(chosen, (feature) => scores.eta[feature]),
    active: chosen.reduce((count, feature) => count + Number(scores.strength[feature] > 0), 0)
  }
}

/** Of all features: η² in f32 (what rounding adds must not decide an order), and the greatest mean. */
async function scoresOf(index: StudyIndex, groups: RowGroups, { signal, progress }: StudySide) {
  const eta = new Float32Array(index.dSae)
  const strength = new Float32Array(index.dSae)
  const table = new PatternMeans(groups)
  for await (const { first, postings } of index.blocks()) {
    await breathe(signal)
    postings.forEach((own, i) => {
      eta[first + i] = table.add(own)
      strength[first + i] = table.means.reduce((most, mean) => Math.max(most, mean), 0)
    })
    progress({ done: first + postings.length, total: index.dSae, unit: 'features', note: 'Averaging over patterns' })
  }
  return { eta, strength }
}

async function meansOf(index: StudyIndex, groups: RowGroups, chosen: Uint32Array, signal: AbortSignal): Promise<Float32Array> {
  const width = groups.names.length
  const means = new Float32Array(chosen.length * width)
  const table = new PatternMeans(groups)
  for (const [row, feature] of chosen.entries()) {
    if (row % 256 === 0) await breathe(signal)
    table.add(await index.postings(feature))
    means.set(table.means, row * width)
  }
  return means
}
