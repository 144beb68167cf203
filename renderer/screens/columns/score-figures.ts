/** Scores of a label column, of a feature and of a probe as numbers that explain themselves. Pure. */
import type { ColumnScores, FeatureScores } from '../../../contract/records/studies/columns'
import type { HeldOut } from '../../../contract/records/studies/held-out'
import type { Probe } from '../../../contract/records/studies/probe'
import type { Figure } from '../../app/numbers/figure'
import { formatCount, formatFixed, formatPlural, formatSignificant } from '../../widgets/format'
import type { CategoryPlace, ScoreKey } from './category-list'

/** What the scores of a feature mean, for table heads. */
export const scoreMeanings: Record<ScoreKey, string> = {
  f1: '2·precision·recall ÷ (precision + recall) on held-out rows',
  precision: 'Share of the held-out rows on which it fires above the threshold that are of the category',
  recall: 'Share of the held-out rows of the category on which it fires above the threshold',
  auroc: 'Area under the ROC curve of its activation on held-out rows; 0.5 is chance',
  lift: 'Precision ÷ share of the category among the held-out rows',
  threshold: 'It fires where the activation is greater; chosen on the training part'
}

/** `300 held-out rows by document, seed 0`: the sample of every score. */
export function heldOutWords({ heldOut, per, by, seed }: HeldOut): string {
  return `${formatCount(heldOut)} held-out ${per}s by ${by}, seed ${seed}`
}

/** Of a whole column, over all rows (or documents) that have a value in it. */
export function columnFigures({ column, count, categories, ...scores }: ColumnScores, source: string): Figure[] {
  const sample = `${formatPlural(categories, 'category', 'categories')}, ${formatCount(count)} with a value`
  const figure = (name: keyof typeof scores, formula: string): Figure => ({
    of: `Column ${column}`,
    name,
    value: formatFixed(scores[name], 3),
    explanation: `${formula}; ${sample}`,
    source
  })
  return [
    figure(
      'monosemanticity',
      `Mean over features: share of pairs of rows it fires on that are of the same category, weighted by activation (after Pach et al. 2025); by chance ${formatFixed(scores.chance, 2)}`
    ),
    figure('chance', 'Share of pairs of rows that are of the same category'),
    figure(
      'disentanglement',
      '1 − entropy of a feature’s importances over categories, weighted by importance (Eastwood and Williams 2018)'
    ),
    figure(
      'completeness',
      '1 − entropy of a category’s importances over features, weighted by importance (Eastwood and Williams 2018)'
    )
  ]
}

/** A feature for a category as a line to cite: all its scores, their sample and run. */
export function scoreCitation(
  score: FeatureScores,
  { column, category }: CategoryPlace,
  heldOut: HeldOut,
  source: string
): string {
  const { feature, f1, precision, recall, auroc, lift, threshold } = score
  const scores = `F1 ${formatFixed(f1, 3)}, precision ${formatFixed(precision, 3)}, recall ${formatFixed(recall, 3)}, AUROC ${formatFixed(auroc, 3)}, lift ${formatFixed(lift, 1)}`
  const rule = `firing above ${formatFixed(threshold, 2)}, chosen on the training part`
  return `Feature ${feature} for ${column} = ${category}: ${scores} (${rule}; ${heldOutWords(heldOut)}; ${source})`
}

export interface ProbePlace extends CategoryPlace {
  heldOut: HeldOut
  source: string
}

/** F1, precision and recall of a probe. */
export function probeFigures(probe: Probe, place: ProbePlace): Record<'f1' | 'precision' | 'recall', Figure> {
  const { truePositives: right, falsePositives: wrong, falseNegatives: missed } = probe
  const chosen = 'a logistic regression chosen on the training part'
  const figure = (name: string, value: number, formula: string): Figure => ({
    of: probeName(probe, place),
    name,
    value: formatFixed(value, 3),
    explanation: `${formula}; ${chosen}; ${heldOutWords(place.heldOut)}`,
    source: place.source
  })
  const training = `F1 on the training part ${formatFixed(probe.trainF1, 3)}, AUROC ${formatFixed(probe.auroc, 3)}`
  return {
    f1: figure('F1', probe.f1, `2·precision·recall ÷ (precision + recall); ${training}`),
    precision: figure(
      'precision',
      probe.precision,
      `Rightly said ÷ said = ${formatCount(right)} ÷ ${formatCount(right + wrong)}`
    ),
    recall: figure(
      'recall',
      probe.recall,
      `Rightly said ÷ of the category = ${formatCount(right)} ÷ ${formatCount(right + missed)}`
    )
  }
}

/** Weight of one feature of a probe. */
export function weightFigure({ feature, weight }: Probe['features'][number], probe: Probe, place: ProbePlace): Figure {
  return {
    of: `Feature ${feature} in the ${probeName(probe, place).replace('Probe', 'probe')}`,
    name: 'weight',
    value: formatSignificant(weight, 2),
    explanation: `It says the category where bias + Σ weight · activation > 0, bias ${formatSignificant(probe.bias)}; weights of a logistic regression on ${formatCount(place.heldOut.train)} training ${place.heldOut.per}s`,
    source: place.source
  }
}

function probeName({ features }: Probe, { column, category }: CategoryPlace): string {
  return `Probe of ${features.length === 1 ? 'feature' : 'features'} ${features.map(({ feature }) => feature).join(', ')} for ${column} = ${category}`
}
