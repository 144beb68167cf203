/**
 * The metadata of cfg.json from what a receipt says: SAELens's own names where it has them, all else under `loupe`.
 */
import type { Receipt } from '../../../contract/records/export'
import type { Architecture, RunConfig } from '../../../contract/records/run'
import type { SaelensMetadata } from './config'

/** Without model, hook and data set path: Loupe does not know them unless somebody says so. */
export function metadataFromReceipt(
  origin: Pick<Receipt, 'loupeVersion' | 'project' | 'run' | 'config' | 'data' | 'validation'>
): SaelensMetadata {
  const { run, config, data, validation } = origin
  return {
    l0: validation.l0,
    deadFeatures: validation.dead,
    trainingArchitecture: trainingArchitectures[config.architecture],
    trainingDetails: trainingDetails(config),
    loupe: {
      version: origin.loupeVersion,
      project: origin.project,
      run: run.name,
      step: run.step,
      seed: config.seed,
      data_fingerprint: data.fingerprint,
      input_scale: data.inputScale,
      fvu: validation.fvu,
      explained_variance: validation.explained_variance
    }
  }
}

/** SAELens's training classes; the forms of ReLU that it does not have are its standard one. */
const trainingArchitectures: Record<Architecture, string> = {
  topk: 'topk',
  batchtopk: 'batchtopk',
  matryoshka: 'matryoshka_batchtopk',
  jumprelu: 'jumprelu',
  gated: 'gated',
  'relu-l1': 'standard',
  'relu-l1-2023': 'standard',
  kl: 'standard',
  'p-anneal': 'standard'
}

/** Names of sae_lens 6 training configurations (TopKTrainingSAEConfig and its like, LanguageModelSAERunnerConfig). */
function trainingDetails(config: RunConfig): Record<string, unknown> {
  const { normalization = 'expected-average', optimizer = 'adam' } = config
  return {
    ...ownDetails(config),
    lr: config.learningRate,
    lr_warm_up_steps: config.warmUpSteps,
    lr_decay_steps: Math.round(config.decayShare * config.steps),
    train_batch_size_tokens: config.batchRows,
    adam_beta1: config.adamBeta1,
    adam_beta2: config.adamBeta2,
    dead_feature_window: config.deadWindowSteps,
    seed: config.seed,
    ...(normalization === 'expected-average' ? {} : { normalize_activations: normalizations[normalization] }),
    ...(optimizer === 'adam' ? {} : { optimizer })
  }
}

const normalizations = {
  none: 'none',
  'layer-norm': 'layer_norm',
  'constant-norm': 'constant_norm_rescale',
  whitening: 'covariance_whitening'
} as const

/** What belongs to the architecture alone. */
function ownDetails(config: RunConfig): Record<string, unknown> {
  const { architecture, k, sparsityCoefficient } = config
  const warmUpSteps = Math.round((config.sparsityWarmUpShare ?? 0) * config.steps)
  if (k !== undefined && trainingArchitectures[architecture].endsWith('topk')) {
    const shared = { k, aux_loss_coefficient: config.auxCoefficient, rescale_acts_by_decoder_norm: false }
    return architecture === 'matryoshka' ? { ...shared, matryoshka_widths: config.prefixes } : shared
  }
  if (architecture === 'jumprelu')
    return { ...jumpDetails(config), l0_coefficient: sparsityCoefficient, l0_warm_up_steps: warmUpSteps }
  const penalty = { l1_coefficient: sparsityCoefficient, l1_warm_up_steps: warmUpSteps }
  if (architecture === 'gated') return penalty
  if (architecture === 'kl') return { ...penalty, target_rate: config.targetRate }
  return { ...penalty, lp_norm: architecture === 'p-anneal' ? config.finalP : 1 }
}

/** SAELens's `quadratic` is another loss than ours to a target L0, so that one is not named. */
function jumpDetails({ jumpLoss, initialThreshold, bandwidth, targetL0 }: RunConfig): Record<string, unknown> {
  const modes: Partial<Record<NonNullable<typeof jumpLoss>, string>> = { l0: 'step', tanh: 'tanh' }
  return {
    jumprelu_init_threshold: initialThreshold,
    jumprelu_bandwidth: bandwidth,
    jumprelu_sparsity_loss_mode: jumpLoss && modes[jumpLoss],
    target_l0: targetL0
  }
}
