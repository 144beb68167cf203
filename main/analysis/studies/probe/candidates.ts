/** Which features may go into a probe of a category: those that tell it best alone, found in one pass for all categories. */
import { breathe } from '../../passes/breathe'
import { ActiveRowsReader, sortedPostings } from '../columns/active-rows'
import { BestList } from '../columns/best-list'
import { CategoryScorer } from '../columns/category-scores'
import type { ColumnTotals } from '../columns/column-totals'
import type { CategoryColumn, StudyIndex, StudySide } from '../material'
import type { Units } from '../units'
import { Correlations } from './correlations'

/** By correlation, of either sign, and by F1. */
const mostByCorrelation = 150
const mostByF1 = 50

export interface Candidates {
  /** The best by F1 on the training part; absent where no feature fires on a row of the category. */
  best: number | undefined
  /** The best and others, each once. */
  features: number[]
}

/** One for each category. Training rows decide. */
export async function probeCandidates(
  index: StudyIndex,
  { column, totals, units }: { column: CategoryColumn; totals: ColumnTotals; units: Units },
  { signal, progress }: StudySide
): Promise<Candidates[]> {
  const reader = new ActiveRowsReader(column.codes, units.parts)
  const scorer = new CategoryScorer(totals.train, totals.heldOut)
  const correlations = new Correlations(totals.train)
  const lists = column.categories.map(() => ({
    byF1: new BestList<number>(mostByF1),
    byCorrelation: new BestList<number>(mostByCorrelation)
  }))
  for await (const { first, postings } of index.blocks()) {
    for (const [i, own] of postings.entries()) {
      if (i % 256 === 0) await breathe(signal)
      const active = reader.read(sortedPostings(units.pooled(own)))
      scorer.score(active)
      correlations.read(active.train)
      lists.forEach(({ byF1, byCorrelation }, category) => {
        byF1.add(scorer.trainF1[category], () => first + i)
        byCorrelation.add(Math.abs(correlations.values[category]), () => first + i)
      })
    }
    progress({ done: first + postings.length, total: index.dSae, unit: 'features', note: 'Looking for features' })
  }
  return lists.map(({ byF1, byCorrelation }) => ({
    best: byF1.items()[0],
    features: [...new Set([...byF1.items(), ...byCorrelation.items()])]
  }))
}
