/**
 * ae.pt and config.json of dictionary_learning. Its AutoEncoder brings decoder rows to norm 1 when it is loaded, which changes
 * activations: where they are not, AutoEncoderNew stands for it, which computes the same with b_dec in the encoder's bias.
 */
import { join } from 'node:path'
import type { WeightType } from '../../../contract/records/dictionary-report'
import { writeFileWhole } from '../files/file-writer'
import type { About } from '../formats/reading'
import { rowNorms } from '../tensors/folds'
import { type Form, scalar, turnedPart, withBDec } from './forms'
import { type Output, writeTorch } from './output'
import { jsonText, loupeMark, outputsOf, type Stored, type Writer } from './writer'

const files = { config: 'config.json', weights: 'ae.pt' }

export const dictionaryLearningWriter: Writer = {
  name: 'dictionary-learning',
  types: ['f32', 'f16', 'bf16'],
  weights: files.weights,
  config: files.config,
  refuses,
  async write(folder, given, type) {
    const { form, dictClass, trainer, outputs } = await classOf(given, type)
    const { about, model, hook } = form.stored
    const own = { trainer_class: trainer, dict_class: dictClass, activation_dim: about.dIn, dict_size: about.dSae }
    const config = {
      trainer: { ...own, ...(about.k ? { k: about.k } : {}), lm_name: model ?? '', submodule_name: hook ?? '' },
      ...loupeMark(about)
    }
    return {
      files: {
        [files.weights]: await writeTorch(join(folder, files.weights), 'ae', outputs),
        [files.config]: await writeFileWhole(join(folder, files.config), [jsonText(config)])
      },
      changes: form.changes
    }
  }
}

interface Class {
  form: Form
  dictClass: string
  trainer: string
  outputs: Output[]
}

async function classOf(given: Stored, type: WeightType): Promise<Class> {
  const { architecture, applyBDecToInput } = given.about
  if (architecture === 'jumprelu') return jumpRelu(given, type)
  if (architecture === 'gated') return gated(given, type)
  if (architecture === 'topk') return topk(given, type)
  const isUnit =
    type === 'f32' && applyBDecToInput && (await rowNorms(given.parts.W_dec)).every((norm) => Math.abs(norm - 1) < 5e-6)
  return isUnit ? autoEncoder(given) : autoEncoderNew(given, type)
}

async function jumpRelu(given: Stored, type: WeightType): Promise<Class> {
  const form = await withBDec(given, false)
  const { W_enc, b_enc, W_dec, b_dec, threshold } = form.stored.parts
  const outputs = outputsOf({ W_enc, b_enc, W_dec, b_dec, threshold }, type)
  return { form, dictClass: 'JumpReluAutoEncoder', trainer: 'JumpReluTrainer', outputs }
}

async function gated(given: Stored, type: WeightType): Promise<Class> {
  const form = await withBDec(given, true)
  const { b_dec, r_mag, b_gate, b_mag } = form.stored.parts
  const own = { decoder_bias: b_dec, r_mag, gate_bias: b_gate, mag_bias: b_mag, ...layers(form.stored) }
  return { form, dictClass: 'GatedAutoEncoder', trainer: 'GatedSAETrainer', outputs: outputsOf(own, type) }
}

async function topk(given: Stored, type: WeightType): Promise<Class> {
  const form = await withBDec(given, true)
  const { b_dec, b_enc } = form.stored.parts
  const outputs: Output[] = [
    ...outputsOf({ b_dec }, type),
    { name: 'k', part: scalar(given.about.k ?? 1), dtype: 'i32' },
    { name: 'threshold', part: scalar(-1), dtype: 'f32' },
    ...outputsOf({ ...layers(form.stored), 'encoder.bias': b_enc }, type)
  ]
  return { form, dictClass: 'AutoEncoderTopK', trainer: 'TopKTrainer', outputs }
}

function autoEncoder(stored: Stored): Class {
  const { b_dec, b_enc } = stored.parts
  const outputs = outputsOf({ bias: b_dec, ...layers(stored), 'encoder.bias': b_enc }, 'f32')
  return { form: { stored, changes: [] }, dictClass: 'AutoEncoder', trainer: 'StandardTrainer', outputs }
}

async function autoEncoderNew(given: Stored, type: WeightType): Promise<Class> {
  const form = await withBDec(given, false)
  const { b_dec, b_enc } = form.stored.parts
  const outputs = outputsOf({ ...layers(form.stored), 'encoder.bias': b_enc, 'decoder.bias': b_dec }, type)
  return { form, dictClass: 'AutoEncoderNew', trainer: 'StandardTrainer', outputs }
}

/** Layers of torch keep [out, in]. */
function layers({ parts }: Stored) {
  return { 'encoder.weight': turnedPart(parts.W_enc), 'decoder.weight': turnedPart(parts.W_dec) }
}

function refuses({ kind, inputNorm, dIn, dOut = dIn }: About): string | undefined {
  if (kind === 'skip-transcoder') return 'dictionary_learning has no class with a skip path.'
  if (inputNorm) return `dictionary_learning has no place for the norm of each row (${inputNorm}).`
  if (dOut !== dIn) return `dictionary_learning’s inputs and outputs are of one width, here they are ${dIn} and ${dOut}.`
  return undefined
}
