/** What each number of a feature means: formula, sample, and how it is written. One place for table heads, strips and tooltips. */
import type { FeaturePage } from '../../../contract/records/feature'
import { activationDecimals } from '../../widgets/concordance/layout'
import { formatCount, formatFixed, formatPercent } from '../../widgets/format'
import { type Figure, type NumberSource, sourceWords } from '../numbers/figure'

export interface NumberFact {
  name: string
  value: string
  /** Small, below the value. */
  below: string
  /** Formula and sample. */
  explanation: string
}

/** Formulas, for table heads. */
export const formulas = {
  density: 'Density: rows on which the feature is active ÷ all rows of the data set',
  mean: 'Mean activation over the rows on which the feature is active',
  max: 'Largest activation over all rows',
  nearest: 'Highest cosine between this feature’s decoder row and another’s',
  mass: 'Share of the activation mass: Σ activations of this feature ÷ Σ activations of all features',
  l0Share: 'Active rows of this feature ÷ active rows of all features, summed'
} as const

/** A share in percent with two decimals; what is there but rounds to nothing is said to be less. */
export function shareWords(share: number): string {
  return share > 0 && share < 0.00005 ? '<0.01 %' : formatPercent(share)
}

/** The strip of numbers of a feature page. */
export function numberFacts(page: FeaturePage, features: number | undefined): NumberFact[] {
  const decimals = activationDecimals(page.max)
  const rows = formatCount(page.rows)
  const active = formatCount(page.activeRows)
  const onRaw = `over ${rows} rows, activations on raw inputs`
  const peak = page.examples.top[0]
  return [
    {
      name: 'density',
      value: shareWords(page.density),
      below: `${active} of ${rows} rows`,
      explanation: `${formulas.density} = ${active} ÷ ${rows}`
    },
    {
      name: 'mean',
      value: formatFixed(page.mean, decimals),
      below: 'of active rows',
      explanation: `${formulas.mean}: ${active} rows, ${onRaw}`
    },
    {
      name: 'max',
      value: formatFixed(page.max, decimals),
      below: peak?.source ?? 'no active row',
      explanation: `${formulas.max}, ${onRaw}`
    },
    { name: 'L0 share', value: shareWords(page.l0Share), below: 'of active slots', explanation: `${formulas.l0Share}, ${onRaw}` },
    {
      name: 'mass',
      value: shareWords(page.mass),
      below: `rank ${formatCount(page.massRank)}${features ? ` of ${formatCount(features)}` : ''}`,
      explanation: `${formulas.mass}, ${onRaw}`
    },
    {
      name: 'nearest',
      value: formatFixed(page.nearestCosine, 2),
      below: page.neighbors[0] ? `feature ${page.neighbors[0].feature}` : 'no other feature',
      explanation: `${formulas.nearest}, in the original space of the activations`
    }
  ]
}

/** A number of a feature as one that can be shown anywhere. */
export function featureFigure({ name, value, explanation }: NumberFact, feature: number, source: NumberSource): Figure {
  return { of: `Feature ${feature}`, name, value, explanation, source: sourceWords(source) }
}
