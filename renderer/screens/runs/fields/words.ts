/** Words for the choices of a configuration: architectures, kinds, rules. */
import type {
  Architecture,
  DeadFeatureRule,
  DictionaryKind,
  JumpLoss,
  Normalization,
  Optimizer,
  Precision,
  Schedule
} from '../../../../contract/records/run'

/** One line each, with where it is from. */
export const architectureHints: Record<Architecture, string> = {
  topk: 'Keeps the k largest features of each row (Gao 2024).',
  batchtopk: 'Keeps k features per row on average over the batch; a threshold takes over afterwards (Bussmann 2024).',
  matryoshka: 'BatchTopK whose first features also have to do alone, in nested widths (Bussmann 2025).',
  jumprelu: 'Each feature learns the threshold above which it fires (Rajamanoharan 2024).',
  gated: 'One path decides which features fire, another how strongly (Rajamanoharan 2024).',
  'relu-l1': 'Pays for activation times decoder norm (Anthropic, April 2024).',
  'relu-l1-2023': 'Pays for every activation, unit-norm decoder, dead features resampled (Anthropic 2023).',
  kl: 'Pays when a feature fires on more or fewer rows than the target rate.',
  'p-anneal': 'Pays for Σ fᵖ, p falling from 1 while it trains (Karvonen 2024).'
}

/** Architectures by what makes them sparse. */
export const architectureFamilies: readonly { title: string; members: readonly Architecture[] }[] = [
  { title: 'k per row', members: ['topk', 'batchtopk', 'matryoshka'] },
  { title: 'learned threshold', members: ['jumprelu', 'gated'] },
  { title: 'penalty', members: ['relu-l1', 'relu-l1-2023', 'kl', 'p-anneal'] }
]

export const kindWords: Record<DictionaryKind, string> = {
  sae: 'Autoencoder',
  transcoder: 'Transcoder',
  'skip-transcoder': 'Skip transcoder',
  crosscoder: 'Crosscoder'
}

export const kindHints: Record<DictionaryKind, string> = {
  sae: 'Reconstructs its own input.',
  transcoder: 'Predicts the targets from the activations.',
  'skip-transcoder': 'Predicts the targets; an affine path takes what needs no features.',
  crosscoder: 'Reconstructs all streams with shared features.'
}

export const deadRuleWords: Record<DeadFeatureRule, string> = {
  none: 'nothing',
  auxk: 'AuxK loss',
  'pre-activation': 'pre-activation loss',
  resample: 'resampling'
}

export const jumpLossWords: Record<JumpLoss, string> = { l0: 'λ · L0', tanh: 'λ Σ tanh', 'target-l0': 'target L0' }

export const normalizationWords: Record<Normalization, string> = {
  none: 'none',
  'expected-average': 'mean norm √d',
  'constant-norm': 'every norm √d',
  'layer-norm': 'layer norm',
  whitening: 'whitening'
}

export const optimizerWords: Record<Optimizer, string> = { adam: 'Adam', adamw: 'AdamW', rmsprop: 'RMSprop', sgd: 'SGD' }

export const scheduleWords: Record<Schedule, string> = { constant: 'constant', linear: 'linear decay', cosine: 'cosine' }

export const precisionWords: Record<Precision, string> = { exact: 'exact', fast: 'fast' }
