/** What each number of a feature means: formula, sample, and how it is written. One place for table heads, strips and tooltips. */
import type { FeaturePage } from '../../../contract/records/feature'
import type { Run } from '../../../contract/records/run'
import { activationDecimals } from '../../widgets/concordance/layout'
import { formatCount, formatFixed, formatPercent } from '../../widgets/format'

/** Which dictionary numbers are of, for a line that can be cited. */
export interface NumberSource {
  run: string
  step: number | undefined
  rows: number
}

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

/**
 * A number as a line to cite: what of which feature, its value, formula and sample, run and step.
 * Digits and names as they are shown, on one line.
 */
export function citationOf(
  fact: Pick<NumberFact, 'name' | 'value' | 'explanation'>,
  feature: number,
  source: NumberSource
): string {
  return `Feature ${feature}: ${fact.name} ${fact.value} (${fact.explanation}; ${sourceWords(source)})`
}

/** Of the analyzed checkpoint of a run. */
export function sourceOf(run: Run | undefined, rows: number): NumberSource {
  return { run: run?.name ?? '', step: run?.analysis?.step, rows }
}

/** `run topk-32-a, step 2,000, 40,000 rows`: said on hover below the formula. */
export function sourceWords({ run, step, rows }: NumberSource): string {
  return [`run ${run}`, step !== undefined && `step ${formatCount(step)}`, `${formatCount(rows)} rows`].filter(Boolean).join(', ')
}

/** Name and all numbers of a feature in one line, for a note or a paper. */
export function featureCitation(page: FeaturePage, source: NumberSource): string {
  const numbers = numberFacts(page, undefined).map(({ name, value }) => `${name} ${value}`)
  return `Feature ${page.feature}${page.label ? ` “${page.label}”` : ''}: ${numbers.join(', ')} (${sourceWords(source)})`
}
