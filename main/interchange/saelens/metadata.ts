/**
 * The metadata of cfg.json from what a receipt says: SAELens's own names where it has them, all else under `loupe`.
 */
import type { Receipt } from '../../../contract/records/export'
import type { RunConfig } from '../../../contract/records/run'
import type { SaelensMetadata } from './config'

/** Without model, hook and data set path: Loupe does not know them unless somebody says so. */
export function metadataFromReceipt(
  origin: Pick<Receipt, 'loupeVersion' | 'project' | 'run' | 'config' | 'data' | 'validation'>
): SaelensMetadata {
  const { run, config, data, validation } = origin
  return {
    l0: validation.l0,
    deadFeatures: validation.dead,
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

/** Names of sae_lens 6 training configurations (TopKTrainingSAEConfig, StandardTrainingSAEConfig, LanguageModelSAERunnerConfig). */
function trainingDetails(config: RunConfig): Record<string, unknown> {
  const shared = {
    lr: config.learningRate,
    lr_warm_up_steps: config.warmUpSteps,
    lr_decay_steps: Math.round(config.decayShare * config.steps),
    train_batch_size_tokens: config.batchRows,
    adam_beta1: config.adamBeta1,
    adam_beta2: config.adamBeta2,
    dead_feature_window: config.deadWindowSteps,
    seed: config.seed
  }
  if (config.architecture === 'topk') {
    return { k: config.k, aux_loss_coefficient: config.auxCoefficient, rescale_acts_by_decoder_norm: false, ...shared }
  }
  const warmUp = Math.round((config.l1WarmUpShare ?? 0) * config.steps)
  return { l1_coefficient: config.l1Coefficient, lp_norm: 1, l1_warm_up_steps: warmUp, ...shared }
}
