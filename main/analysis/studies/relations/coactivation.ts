/**
 * Which features fire in the same sets of rows more than by chance (pointwise mutual information, Church & Hanks 1990), and
 * which share most of their sets (Jaccard). Every pair of features of every set is counted, one feature's row of counts at a time.
 */
import { phaseProgress } from '../../progress'
import type { StudyIndex, StudySide } from '../material'
import { NeighborTable } from './neighbor-table'
import { type Limits, type Occurrences, occurrences, setsOfFeatures } from './occurrences'
import type { RowSets } from './row-sets'

export interface Coactivation {
  counted: number
  of: number
  /** log₂ n·n_ab ÷ (n_a·n_b); counts are n_ab. */
  pmi: NeighborTable
  /** n_ab ÷ (n_a + n_b − n_ab) */
  jaccard: NeighborTable
}

export interface CoactivationOptions {
  /** Neighbors of each feature. */
  most: number
  /** n_ab of a neighbor, at least. */
  least: number
  seed: number
  limits: Limits
  /** What the sets are: rows, documents. */
  unit: string
}

/** Throws cancelled. */
export async function coactivation(
  index: StudyIndex,
  sets: RowSets,
  options: CoactivationOptions,
  side: StudySide
): Promise<Coactivation> {
  const { most, unit } = options
  const known = await occurrences(index, sets, { ...options, signal: side.signal })
  const found = { pmi: new NeighborTable(index.dSae, most), jaccard: new NeighborTable(index.dSae, most) }
  const note = `Counting features that fire in the same ${unit}`
  const tell = phaseProgress({ total: index.dSae, unit: 'features', note }, (progress) => side.progress(progress))
  const counter = new PairCounter(known, index.dSae)
  for await (const { feature, ids } of setsOfFeatures(index, sets, side.signal)) {
    counter.count(ids)
    counter.offer(feature, found, options.least)
    tell(feature + 1)
  }
  return { counted: known.counted, of: known.of, ...found }
}

/** In how many sets other features fire together with one of them. */
class PairCounter {
  private readonly together: Uint32Array
  /** Features with a count above 0. */
  private readonly touched: Uint32Array
  private length = 0

  constructor(
    private readonly known: Occurrences,
    dSae: number
  ) {
    this.together = new Uint32Array(dSae)
    this.touched = new Uint32Array(dSae)
  }

  count(sets: Uint32Array): void {
    const { placeOf, starts, features } = this.known
    const { together, touched } = this
    let length = 0
    for (const set of sets) {
      const place = placeOf[set]
      if (place < 0) continue
      const end = starts[place + 1]
      for (let at = starts[place]; at < end; at += 1) {
        const other = features[at]
        if (together[other] === 0) {
          touched[length] = other
          length += 1
        }
        together[other] += 1
      }
    }
    this.length = length
  }

  /** Tells what was counted, and begins anew. */
  offer(feature: number, { pmi, jaccard }: Pick<Coactivation, 'pmi' | 'jaccard'>, least: number): void {
    const { counts, counted } = this.known
    const own = counts[feature]
    for (const other of this.often(feature, least)) {
      const both = this.together[other]
      this.together[other] = 0
      pmi.offer(feature, other, Math.log2((both * counted) / (own * counts[other])), both)
      jaccard.offer(feature, other, both / (own + counts[other] - both), both)
    }
  }

  /** Others with at least that count, ascending; the counts of the rest, mostly many, are cleared. */
  private often(feature: number, least: number): Uint32Array {
    const { touched, together } = this
    let kept = 0
    for (let i = 0; i < this.length; i += 1) {
      const other = touched[i]
      if (other === feature || together[other] < least) together[other] = 0
      else {
        touched[kept] = other
        kept += 1
      }
    }
    return touched.subarray(0, kept).sort()
  }
}
