/**
 * cfg.json of a SAELens v6 folder: what Loupe writes and what it understands. Field by field in docs/formats.md.
 * Source: sae_lens/saes/sae.py (SAEConfig, SAEMetadata), sae_lens/loading/pretrained_sae_loaders.py, version 6.54.12.
 */
import { z } from 'zod'
import { LoupeError } from '../../../contract/wire/errors'
import { type About, namedInSaelens, saelensName } from './naming'

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

const Size = z.number().int().positive()

/** What must be right for a dictionary to be read. Other keys, also unknown ones, are ignored as the library does. */
const Config = z.object({
  architecture: z.string(),
  d_in: Size,
  d_sae: Size,
  d_out: Size.optional(),
  k: Size.optional(),
  apply_b_dec_to_input: z.boolean().default(true),
  normalize_activations: z.string().default('none'),
  reshape_activations: z.string().default('none'),
  rescale_acts_by_decoder_norm: z.boolean().default(false),
  metadata: z
    .looseObject({
      sae_lens_version: z.string().nullish(),
      loupe: z.looseObject({ kind: z.string().optional(), streams: z.array(Size).optional() }).optional()
    })
    .default({})
})
export type SaelensConfig = z.infer<typeof Config>

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

/** The dictionary that a configuration describes, without tensors. */
export function aboutFromConfig(config: SaelensConfig): About {
  const named = namedInSaelens(config.architecture) as Pick<About, 'architecture' | 'kind'>
  const { kind: loupeKind, streams } = config.metadata.loupe ?? {}
  const kind = loupeKind === 'crosscoder' || loupeKind === 'transcoder' ? loupeKind : named.kind
  const about: About = {
    architecture: named.architecture,
    dIn: config.d_in,
    dSae: config.d_sae,
    applyBDecToInput: config.apply_b_dec_to_input
  }
  if (kind) Object.assign(about, { kind, dOut: config.d_out ?? config.d_in })
  if (about.architecture === 'topk') about.k = config.k
  if (kind === 'crosscoder' && streams) about.streams = streams
  const [inputNorm] = Object.entries(inputNorms).find(([, name]) => name === config.normalize_activations) ?? []
  return inputNorm ? { ...about, inputNorm: inputNorm as keyof typeof inputNorms } : about
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

/** Checks a parsed cfg.json; throws malformed or unsupported with the field in the message. */
export function parseConfig(json: unknown, place: string): SaelensConfig {
  const parsed = Config.safeParse(json)
  if (!parsed.success) {
    const issue = parsed.error.issues[0]
    throw new LoupeError('malformed', `${place}: the field “${issue.path.join('.')}” is not right: ${issue.message}.`, {
      hint: 'Choose a folder that was written by SAELens 6 or by Loupe.',
      place
    })
  }
  refuseWhatIsNotRead(parsed.data, place)
  return parsed.data
}

function refuseWhatIsNotRead(config: SaelensConfig, place: string): void {
  const refuse = (what: string): never => {
    throw new LoupeError('unsupported', `${place}: Loupe does not read dictionaries with ${what} yet.`, {
      hint: 'Loupe reads standard, topk, jumprelu and gated autoencoders and transcoders, with norms of the decoder folded into the weights.',
      place
    })
  }
  const version = config.metadata.sae_lens_version
  if (!version || Number.parseInt(version, 10) < 6) refuse('a cfg.json from before SAELens 6')
  if (!namedInSaelens(config.architecture)) refuse(`the architecture “${config.architecture}”`)
  if (!['none', ...Object.values(inputNorms)].includes(config.normalize_activations))
    refuse(`normalize_activations “${config.normalize_activations}”`)
  if (config.reshape_activations !== 'none') refuse(`reshape_activations “${config.reshape_activations}”`)
  if (config.rescale_acts_by_decoder_norm) refuse('rescale_acts_by_decoder_norm')
  if (config.architecture === 'topk' && !(config.k! <= config.d_sae)) refuse(`${config.k} active of ${config.d_sae} features (k)`)
}
