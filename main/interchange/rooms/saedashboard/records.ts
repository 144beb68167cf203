/** A feature as SAEDashboard's converter makes it (neuronpedia_converter.py): what is rounded there is rounded here. */
import type { Postings } from '../../../../contract/records/arrays'
import type { Example } from '../../../../contract/records/feature'
import type { Dictionary } from '../../../dictionaries/dictionary'
import type { ReceiptOrigin } from '../../export/material'
import type { ExportFeature, FeatureLogits } from '../../labels/entry'
import { shownTokens } from '../shown-tokens'
import type { DashboardActivation, DashboardFeature } from './structures'

export const bins = 50
const neurons = 3

export function dashboardFeature(
  given: ExportFeature,
  postings: Postings,
  { dictionary, origin }: { dictionary: Dictionary; origin: ReceiptOrigin }
): DashboardFeature {
  const { feature, facts } = given
  const { values, heights } = nonZeroHistogram(postings.values)
  return {
    feature_index: feature,
    ...neuronAlignment(dictionary, feature),
    correlated_neurons_indices: [],
    correlated_neurons_l1: [],
    correlated_neurons_pearson: [],
    correlated_features_indices: [],
    correlated_features_l1: [],
    correlated_features_pearson: [],
    ...logitTables(given.logits),
    // The converter takes it from a title that shows percent with three decimals.
    frac_nonzero: rounded(100 * (facts?.density ?? 0)) / 100,
    freq_hist_data_bar_values: values,
    freq_hist_data_bar_heights: heights,
    logits_hist_data_bar_heights: [],
    logits_hist_data_bar_values: [],
    n_prompts_total: origin.data.rows,
    n_tokens_in_prompt: 1,
    dataset: origin.data.name,
    decoder_weights_dist: [],
    activations: activationsOf(given),
    vector: []
  }
}

/** The least first, the greatest first, as its logits tables have them; empty where no study says. */
function logitTables({ top, bottom }: FeatureLogits = { top: [], bottom: [] }) {
  return {
    neg_str: bottom.map(({ token }) => token),
    neg_values: bottom.map(({ logit }) => rounded(logit)),
    pos_str: top.map(({ token }) => token),
    pos_values: top.map(({ logit }) => rounded(logit))
  }
}

/** The three greatest values of the decoder row, and the share of each in its L1 norm (add_neuron_alignment_data). */
function neuronAlignment({ dIn, dOut = dIn, tensors }: Dictionary, feature: number) {
  const row = tensors.W_dec.data.subarray(feature * dOut, (feature + 1) * dOut)
  const norm = row.reduce((sum, value) => sum + Math.abs(value), 0)
  const top = Array.from(row.keys())
    .sort((a, b) => row[b] - row[a])
    .slice(0, neurons)
  return {
    neuron_alignment_indices: top,
    neuron_alignment_values: top.map((at) => rounded(row[at])),
    neuron_alignment_l1: top.map((at) => rounded(norm > 0 ? Math.abs(row[at]) / norm : 0))
  }
}

/** HistogramData.from_data: centers and counts of 50 equal bins from the least to the greatest; empty without values. */
export function nonZeroHistogram(activations: Float32Array): { values: number[]; heights: number[] } {
  if (activations.length === 0) return { values: [], heights: [] }
  let [least, greatest] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  for (const value of activations) {
    least = Math.min(least, value)
    greatest = Math.max(greatest, value)
  }
  const width = (greatest - least) / bins
  const heights = new Array<number>(bins).fill(0)
  for (const value of activations) heights[width > 0 ? Math.min(bins - 1, Math.floor((value - least) / width)) : bins / 2] += 1
  return { values: heights.map((_, bin) => rounded(least + width * (bin + 0.5))), heights }
}

/** First the greatest, marked −1; then the intervals from the highest down, as the dashboards show them. */
function activationsOf({ facts, examples = [], intervals = [] }: ExportFeature): DashboardActivation[] {
  const top = { bin_min: -1, bin_max: rounded(facts?.max ?? 0), bin_contains: -1 }
  return [
    ...examples.map((example) => activation(example, top)),
    ...[...intervals].reverse().flatMap(({ from, to, share, examples: some }) => {
      const bin = { bin_min: rounded(from), bin_max: rounded(to), bin_contains: rounded(100 * share) / 100 }
      return some.map((example) => activation(example, bin))
    })
  ]
}

type Bin = Pick<DashboardActivation, 'bin_min' | 'bin_max' | 'bin_contains'>

function activation(example: Example, bin: Bin): DashboardActivation {
  return {
    ...bin,
    tokens: shownTokens(example),
    values: example.values.map(rounded),
    qualifying_token_index: example.peak
  }
}

/** To three decimals, as FeatureProcessor.round_list does. */
export function rounded(value: number): number {
  return Math.round(value * 1000) / 1000
}
