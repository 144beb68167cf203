/**
 * cfg.json of a SAELens v6 folder as Loupe writes it; it is read by formats/saelens.ts. Field by field in docs/formats.md.
 * Source: sae_lens/saes/sae.py (SAEConfig, SAEMetadata), sae_lens/loading/pretrained_sae_loaders.py, version 6.54.12.
 */
import { type About, saelensName } from './naming'

/** The version whose layout is written. Without one of at least 6.0.0 the loader rebuilds the file as an old one. */
const saelensVersion = '6.54.12'

/** Everything about the origin of a dictionary that cfg.json has a place for; absent things are left out or null. */
export interface SaelensMetadata {
  modelName?: string
  hookName?: string
  datasetPath?: string
  /** Mean active features per row on validation rows. */
  l0?: number
  deadFeatures?: number
  /** What trained it, under SAELens's names (batchtopk); that of the dictionary where left out. */
  trainingArchitecture?: string
  /** Training-only settings under SAELens's names (l1_coefficient, aux_loss_coefficient, lr …). */
  trainingDetails?: Record<string, unknown>
  /** Loupe's own, written as `metadata.loupe`; SAELens keeps it and ignores it. */
  loupe?: Record<string, unknown>
}

const inputNorms = { 'layer-norm': 'layer_norm', 'constant-norm': 'constant_norm_rescale' } as const

/** cfg.json as an object, keys in the order in which the library writes them. Throws unsupported for what it has no class for. */
export function configFromDictionary(dictionary: About, metadata: SaelensMetadata): Record<string, unknown> {
  const { inputNorm } = dictionary
  const { architecture, loupe } = saelensName(dictionary)
  // Names of transcoders are other than those of autoencoders; these alone say how wide outputs are.
  const isTranscoder = architecture !== dictionary.architecture
  return {
    d_in: dictionary.dIn,
    d_sae: dictionary.dSae,
    dtype: 'float32',
    device: 'cpu',
    apply_b_dec_to_input: dictionary.applyBDecToInput,
    normalize_activations: inputNorm ? inputNorms[inputNorm] : 'none',
    reshape_activations: 'none',
    metadata: metadataRecord(dictionary, loupe ? { ...metadata, loupe: { ...metadata.loupe, ...loupe } } : metadata),
    ...(isTranscoder ? { d_out: dictionary.dOut ?? dictionary.dIn } : {}),
    ...(architecture === 'topk' ? { k: dictionary.k, rescale_acts_by_decoder_norm: false } : {}),
    architecture
  }
}

function metadataRecord(dictionary: About, metadata: SaelensMetadata): Record<string, unknown> {
  const record: Record<string, unknown> = {
    sae_lens_version: saelensVersion,
    sae_lens_training_version: null,
    dataset_path: metadata.datasetPath ?? null,
    hook_name: metadata.hookName ?? null,
    model_name: metadata.modelName ?? null,
    l0: metadata.l0,
    num_dead_features: metadata.deadFeatures,
    training_architecture: metadata.trainingArchitecture ?? dictionary.architecture,
    training_architecture_details: metadata.trainingDetails ?? {},
    loupe: metadata.loupe
  }
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined))
}
