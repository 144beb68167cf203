/** Features that nearly are one: they point the same way and fire on the same rows. */
import type { Postings } from '../../../../contract/records/arrays'
import type { DuplicatePair, RelationsAnswer } from '../../../../contract/records/studies/relations'
import type { Neighbors } from '../../../dictionaries/index'
import { breathe } from '../../passes/breathe'
import type { StudyIndex } from '../material'

const cosineAbove = 0.9
const jaccardAbove = 0.5
/** Pairs named. */
const mostPairs = 500
/** Pairs between two moments at which a cancel is heard. */
const pairsAtOnce = 256

/** `active` [dSae]: rows on which each feature fires. Throws cancelled. */
export async function duplicates(
  index: Pick<StudyIndex, 'postings'>,
  nearest: Neighbors,
  active: Uint32Array,
  signal: AbortSignal
): Promise<RelationsAnswer['duplicates']> {
  const pairs: DuplicatePair[] = []
  const read = lastRead(index)
  for (const [i, { a, b, cosine }] of candidates(nearest, active).entries()) {
    if (i % pairsAtOnce === 0) await breathe(signal)
    const both = inCommon(await read(a), await index.postings(b))
    const jaccard = both / (active[a] + active[b] - both)
    if (jaccard > jaccardAbove) pairs.push({ a, b, cosine, jaccard })
  }
  pairs.sort((p, q) => q.cosine - p.cosine || p.a - q.a || p.b - q.b)
  return { cosineAbove, jaccardAbove, sought: nearest.count, count: pairs.length, pairs: pairs.slice(0, mostPairs) }
}

/** Pairs a < b by cosine that can reach the Jaccard: that is at most the ratio of how often they fire. */
function candidates(nearest: Neighbors, active: Uint32Array): Omit<DuplicatePair, 'jaccard'>[] {
  const { count, features, cosines } = nearest
  const found = new Map<string, Omit<DuplicatePair, 'jaccard'>>()
  for (let at = 0; at < features.length; at += 1) {
    const [one, other] = [Math.floor(at / count), features[at]]
    const [few, many] = [active[one], active[other]].sort((x, y) => x - y)
    if (cosines[at] <= cosineAbove || few <= jaccardAbove * many) continue
    const [a, b] = [Math.min(one, other), Math.max(one, other)]
    found.set(`${a},${b}`, { a, b, cosine: cosines[at] })
  }
  return [...found.values()].sort((p, q) => p.a - q.a || p.b - q.b)
}

/** Reads postings, the same ones only once in a row. */
function lastRead(index: Pick<StudyIndex, 'postings'>): (feature: number) => Promise<Postings> {
  let last: { feature: number; postings: Promise<Postings> } | undefined
  return (feature) => {
    if (last?.feature !== feature) last = { feature, postings: index.postings(feature) }
    return last.postings
  }
}

/** How many rows both have. */
function inCommon({ rows: a }: Postings, { rows: b }: Postings): number {
  let both = 0
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    if (a[i] === b[j]) both += 1
    if (a[i] <= b[j]) {
      i += 1
      if (a[i - 1] === b[j]) j += 1
    } else j += 1
  }
  return both
}
