/**
 * The numbers of a feature below its six first ones, and as columns of the list: spread, documents, share of the reconstructions
 * and where it fires. An analysis of an older Loupe has none of them; then none is shown.
 */
import type { FeatureFacts, FeaturePage } from '../../../contract/records/feature'
import { activationDecimals } from '../../widgets/concordance/layout'
import { formatCount, formatFixed } from '../../widgets/format'
import { type NumberFact, shareWords } from './number-facts'

/** Words of a fact: in the order in which they stand on the page and can be chosen as columns. */
export interface FurtherFact {
  key: FurtherKey
  /** On the page and in the head of the column. */
  name: string
  formula: string
  /** Width of a column. */
  width: string
  text: (value: number, facts: FeatureFacts) => string
}

export type FurtherKey = 'variance' | 'skew' | 'documents' | 'documentShare' | 'explainedShare' | 'firstRow' | 'lastRow'

export const furtherFactList: readonly FurtherFact[] = [
  {
    key: 'variance',
    name: 'variance',
    formula: 'Variance of the activations over the rows on which the feature is active: Σ (f − mean)² ÷ active rows',
    width: '62px',
    // A square of activations: twice their decimals say as much.
    text: (value, { max }) => formatFixed(value, Math.min(4, 2 * activationDecimals(max)))
  },
  {
    key: 'skew',
    name: 'skew',
    formula: 'Skewness of the activations over the active rows: m₃ ÷ m₂^1.5 of central moments (Fisher–Pearson)',
    width: '52px',
    text: (value) => formatFixed(value, 2)
  },
  {
    key: 'documents',
    name: 'documents',
    formula: 'Documents in which the feature fires on at least one row',
    width: '74px',
    text: formatCount
  },
  {
    key: 'documentShare',
    name: 'in one document',
    formula: 'Share of the active rows that lie in the document with the most of them',
    width: '102px',
    text: shareWords
  },
  {
    key: 'explainedShare',
    name: 'explained',
    formula:
      'Share of the variance of the reconstructions: Σ f·⟨W_dec, x̂ − mean x̂⟩ ÷ Σ‖x̂ − mean x̂‖² over all rows. Of all features it adds up to 100 %; below 0 where others mostly undo it',
    width: '68px',
    text: shareWords
  },
  {
    key: 'firstRow',
    name: 'first',
    formula: 'First row of the data set on which the feature fires',
    width: '64px',
    text: formatCount
  },
  {
    key: 'lastRow',
    name: 'last',
    formula: 'Last row of the data set on which the feature fires',
    width: '64px',
    text: formatCount
  }
]

/** Those that the analysis has, as numbers that explain themselves. */
export function furtherFacts(page: FeaturePage): NumberFact[] {
  const sample = `${formatCount(page.activeRows)} active of ${formatCount(page.rows)} rows`
  return furtherFactList.flatMap(({ key, name, formula, text }) => {
    const value = page[key]
    return value === undefined ? [] : [{ name, value: text(value, page), below: '', explanation: `${formula}; ${sample}` }]
  })
}
