/** The state of the pass over the rows, taken apart and put together again. */
import type { PassState } from '../../../contract/records/arrays'
import type { ReconstructionSharesState } from '../../dictionaries'
import { createFeatureTotals, type FeatureTotals } from './feature-totals'

/** Copies the totals; takes the state of the shares over. */
export function passState(totals: FeatureTotals, shares: ReconstructionSharesState, lastRow: number): PassState {
  return {
    rows: totals.rows,
    lastRow,
    activeRows: totals.activeRows.slice(),
    sums: totals.sums.slice(),
    maxima: totals.maxima.slice(),
    carried: shares.carried,
    carriedSums: shares.sums
  }
}

/** Totals of the rows that have passed: none at first. */
export function beginTotals(dSae: number, begun: PassState | undefined): FeatureTotals {
  if (!begun) return createFeatureTotals(dSae)
  const { rows, activeRows, sums, maxima } = begun
  return { rows, activeRows: activeRows.slice(), sums: sums.slice(), maxima: maxima.slice() }
}

export function sharesStateFrom({ carried, carriedSums, rows }: PassState): ReconstructionSharesState {
  return { carried, sums: carriedSums, count: rows }
}
