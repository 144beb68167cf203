/**
 * dictionary_learning: ae.pt (a pickled state dict, read without running it) and config.json with the class.
 * Source: dictionary-learning 0.1.0 dictionary.py, trainers/top_k.py, batch_top_k.py, matryoshka_batch_top_k.py.
 */
import { Config, shown } from './config'
import { type Format, holds } from './format'
import { marked } from './loupe-mark'
import type { About, Reading } from './reading'

export const dictionaryLearning: Format = {
  name: 'dictionary-learning',
  recognizes: (material) => {
    if (material.container !== 'pytorch' || holds(material, 'pre_bias')) return false
    const isNamed = material.config?.at('trainer')?.has('dict_class') === true
    return isNamed || holds(material, 'encoder.weight', 'decoder.weight') || holds(material, 'W_enc', 'W_dec', 'threshold')
  },
  read
}

type Read = (reading: Reading, trainer: Config) => Promise<About>

const classes: Record<string, Read> = {
  AutoEncoder: linear('bias', true),
  AutoEncoderNew: linear('decoder.bias', false),
  GatedAutoEncoder: gated,
  AutoEncoderTopK: topk,
  BatchTopKSAE: batchTopk,
  MatryoshkaBatchTopKSAE: plain(true),
  JumpReluAutoEncoder: plain(false)
}

async function read(reading: Reading): Promise<About> {
  const trainer = reading.config.at('trainer') ?? new Config(reading.config.path, {})
  const named = trainer.text('dict_class')
  const name = named ?? guessedClass(reading)
  const reader = Object.hasOwn(classes, name) ? classes[name] : undefined
  if (!reader)
    throw trainer.problem(
      'unsupported',
      'dict_class',
      `is ${shown(name)}, which Loupe does not know`,
      `Loupe knows ${Object.keys(classes).join(', ')}.`
    )
  reading.note('class', name, named ? 'config' : 'guessed')
  reading.model = trainer.text('lm_name')
  reading.hook = trainer.text('submodule_name')
  const about = await reader(reading, trainer)
  trainer.agrees({ activation_dim: about.dIn, dict_size: about.dSae })
  reading.note('b_dec subtracted from the input', about.applyBDecToInput, 'format')
  return marked(reading.config, about)
}

/** By the names of the tensors; TopK and BatchTopK have the same. */
function guessedClass(reading: Reading): string {
  if (reading.has('group_sizes')) return 'MatryoshkaBatchTopKSAE'
  if (reading.has('W_enc')) return 'JumpReluAutoEncoder'
  if (reading.has('gate_bias')) return 'GatedAutoEncoder'
  if (reading.has('k')) return 'AutoEncoderTopK'
  return reading.has('bias') ? 'AutoEncoder' : 'AutoEncoderNew'
}

/** Layers of torch keep [out, in]: both matrices lie the other way round. */
function layers(reading: Reading): Pick<About, 'dIn' | 'dSae'> {
  const [dSae, dIn] = reading.sizes('encoder.weight')
  reading.take('W_enc', 'encoder.weight', { turned: true })
  reading.take('W_dec', 'decoder.weight', { turned: true })
  return { dIn, dSae }
}

function linear(bias: string, applyBDecToInput: boolean): Read {
  return async (reading) => {
    const sizes = layers(reading)
    reading.take('b_enc', 'encoder.bias')
    reading.take('b_dec', bias)
    return { architecture: 'standard', ...sizes, applyBDecToInput }
  }
}

async function gated(reading: Reading): Promise<About> {
  const sizes = layers(reading)
  reading.take('b_dec', 'decoder_bias')
  reading.take('b_gate', 'gate_bias')
  reading.take('b_mag', 'mag_bias')
  reading.take('r_mag', 'r_mag')
  return { architecture: 'gated', ...sizes, applyBDecToInput: true }
}

async function topk(reading: Reading, trainer: Config): Promise<About> {
  const sizes = layers(reading)
  reading.take('b_enc', 'encoder.bias')
  reading.take('b_dec', 'b_dec')
  reading.ignore('threshold')
  const k = reading.has('k') ? await reading.scalar('k') : trainer.size('k')
  if (k === undefined || !Number.isInteger(k) || k < 1 || k > sizes.dSae) {
    throw reading.problem(
      'malformed',
      `keeps ${k ?? 'no number'} of ${sizes.dSae} features (k)`,
      'Put the config.json of the training beside it.'
    )
  }
  return { architecture: 'topk', ...sizes, k, applyBDecToInput: true }
}

/** At inference a threshold stands for the choice over a batch. */
async function batchTopk(reading: Reading): Promise<About> {
  const sizes = layers(reading)
  reading.take('b_enc', 'encoder.bias')
  reading.take('b_dec', 'b_dec')
  await scalarThreshold(reading, sizes.dSae)
  return { architecture: 'jumprelu', ...sizes, applyBDecToInput: true }
}

function plain(applyBDecToInput: boolean): Read {
  return async (reading) => {
    const [dIn, dSae] = reading.sizes('W_enc')
    for (const name of ['W_enc', 'b_enc', 'W_dec', 'b_dec']) reading.take(name, name)
    if (applyBDecToInput) await scalarThreshold(reading, dSae)
    else await reading.threshold('threshold', dSae)
    reading.ignore('group_sizes')
    return { architecture: 'jumprelu', dIn, dSae, applyBDecToInput }
  }
}

async function scalarThreshold(reading: Reading, dSae: number): Promise<void> {
  await reading.threshold('threshold', dSae)
  reading.ignore('k')
  if ((await reading.scalar('threshold')) < 0)
    reading.warn('The threshold was never set (below 0): every positive activation counts.')
}
