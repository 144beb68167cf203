/**
 * batch-N.json of SAEDashboard's Neuronpedia runner: NeuronpediaDashboardBatch, …Feature and …Activation of
 * sae_dashboard/neuronpedia/neuronpedia_dashboard.py (0.8.0), keys in the order of their to_dict.
 */
import { z } from 'zod'

const numbers = z.array(z.number())
const indices = z.array(z.number().int())

export const DashboardActivation = z.strictObject({
  bin_min: z.number(),
  bin_max: z.number(),
  bin_contains: z.number(),
  tokens: z.array(z.string()),
  values: numbers,
  qualifying_token_index: z.number().int()
})
export type DashboardActivation = z.infer<typeof DashboardActivation>

export const DashboardFeature = z.strictObject({
  feature_index: z.number().int(),
  neuron_alignment_indices: indices,
  neuron_alignment_values: numbers,
  neuron_alignment_l1: numbers,
  correlated_neurons_indices: indices,
  correlated_neurons_l1: numbers,
  correlated_neurons_pearson: numbers,
  correlated_features_indices: indices,
  correlated_features_l1: numbers,
  correlated_features_pearson: numbers,
  neg_str: z.array(z.string()),
  neg_values: numbers,
  pos_str: z.array(z.string()),
  pos_values: numbers,
  frac_nonzero: z.number(),
  freq_hist_data_bar_values: numbers,
  freq_hist_data_bar_heights: numbers,
  logits_hist_data_bar_heights: numbers,
  logits_hist_data_bar_values: numbers,
  n_prompts_total: z.number().int(),
  n_tokens_in_prompt: z.number().int(),
  dataset: z.string(),
  decoder_weights_dist: numbers,
  activations: z.array(DashboardActivation),
  vector: numbers
})
export type DashboardFeature = z.infer<typeof DashboardFeature>

export const DashboardBatch = z.strictObject({
  model_id: z.string(),
  layer: z.number().int(),
  sae_set: z.string(),
  sae_id_suffix: z.string().nullable(),
  features: z.array(DashboardFeature).min(1)
})
