/**
 * Llamascopium (OpenMOSS Language-Model-SAEs): config.json and sae_weights.safetensors with W_E, b_E, W_D, b_D; a crosscoder
 * has them for each head. Source: llamascopium models/sae.py, crosscoder.py and sparse_dictionary.py, activation_functions.py.
 */
import { rowNorms } from '../tensors/folds'
import { mapped, partOf, scaledColumns, scaledRows, whole } from '../tensors/part'
import { shown } from './config'
import { type Format, holds } from './format'
import { takeHeads } from './llamascopium-heads'
import type { About, Reading } from './reading'

export const llamascopium: Format = {
  name: 'llamascopium',
  recognizes: (material) => holds(material, 'W_E', 'b_E', 'W_D'),
  read
}

async function read(reading: Reading): Promise<About> {
  const { config } = reading
  if (config.flag('use_glu_encoder') || reading.has('W_E_glu')) {
    throw reading.problem(
      'unsupported',
      'has a gated linear encoder (use_glu_encoder), which Loupe does not compute',
      'Train it without.'
    )
  }
  const about = reading.tensor('W_E').shape.length === 3 ? await takeHeads(reading) : takeOne(reading)
  const width = about.streams?.[0] ?? about.dIn
  config.agrees({ d_model: width })
  checkExpansion(reading, width, about.dSae)
  reading.note('b_dec subtracted from the input', false, 'format')
  await withActivation(reading, about)
  if (about.kind === 'crosscoder' && about.architecture !== 'standard') throw chosenByHead(reading)
  await foldNorms(reading, about)
  return about
}

/** Features are told as a multiple of the dimensions, cut to a whole number. */
function checkExpansion({ config }: Reading, width: number, dSae: number): void {
  const factor = config.number('expansion_factor')
  if (factor === undefined || Math.floor(width * factor) === dSae) return
  throw config.problem(
    'malformed',
    'expansion_factor',
    `means ${Math.floor(width * factor)} features, the weights have ${dSae}`,
    'Put the configuration of these weights beside them.'
  )
}

function takeOne(reading: Reading): About {
  const { config } = reading
  const [dIn, dSae] = reading.sizes('W_E')
  const [, dOut] = reading.sizes('W_D')
  reading.take('W_enc', 'W_E')
  reading.take('b_enc', 'b_E')
  reading.take('W_dec', 'W_D')
  if (reading.has('b_D')) reading.take('b_dec', 'b_D')
  else reading.fill('b_dec', dOut, 0, 'use_decoder_bias false')
  const [from, to] = [config.text('hook_point_in'), config.text('hook_point_out')]
  reading.hook = from
  const about: About = { architecture: 'standard', dIn, dSae, applyBDecToInput: false }
  return to !== undefined && to !== from ? { ...about, kind: 'transcoder', dOut } : about
}

async function withActivation(reading: Reading, about: About): Promise<void> {
  const { config } = reading
  const name = config.text('act_fn') ?? 'relu'
  reading.note('activation', name, config.has('act_fn') ? 'config' : 'format')
  // With one row at a time the choice over a batch is the choice of the row.
  if (name === 'topk' || name === 'batchtopk') {
    const k = config.size('top_k')
    if (k === undefined || k > about.dSae)
      throw config.problem(
        'malformed',
        'top_k',
        `keeps ${k ?? 'no number'} of ${about.dSae} features`,
        'Download the folder again.'
      )
    Object.assign(about, { architecture: 'topk', k })
    if (name === 'batchtopk')
      reading.warn('BatchTopK without a threshold: each row keeps k, where the training kept k on average.')
  } else if (name === 'jumprelu') {
    const names = ['activation_function.log_jumprelu_threshold', 'log_jumprelu_threshold']
    await reading.threshold(names.find((each) => reading.has(each)) ?? names[0], about.dSae, true)
    about.architecture = 'jumprelu'
  } else if (name !== 'relu') {
    throw config.problem(
      'unsupported',
      'act_fn',
      `is ${shown(name)}, which Loupe does not compute`,
      'Loupe reads relu, jumprelu, topk and batchtopk.'
    )
  }
  if (config.flag('sparsity_include_decoder_norm') ?? true) await foldDecoderNorms(reading, about)
}

/** Its own code multiplies the sum of heads by each head's decoder norms, then chooses: a feature may be active at one head only. */
function chosenByHead(reading: Reading) {
  return reading.problem(
    'unsupported',
    'is a crosscoder whose heads choose features each on its own (act_fn), which Loupe does not compute',
    'Loupe reads crosscoders with act_fn relu.'
  )
}

/** Features compete by activation times norm of their decoder row: nothing for ReLU, another threshold for JumpReLU. */
async function foldDecoderNorms(reading: Reading, about: About): Promise<void> {
  if (about.architecture === 'standard') return
  const norms = await rowNorms(reading.parts.W_dec)
  const inverse = norms.map((norm) => (norm > 0 ? 1 / norm : 0))
  if (about.architecture === 'jumprelu') {
    reading.change('threshold', 'divided by the norms of W_D', (part) => scaledRows(part, inverse))
    return
  }
  const { shape, data } = await whole(reading.parts.b_enc)
  reading.change('W_enc', 'times the norms of W_D', (part) => scaledColumns(part, norms))
  reading.change('b_enc', 'times the norms of W_D', () => partOf({ shape, data: data.map((value, j) => value * norms[j]) }))
  reading.change('W_dec', 'rows of norm 1', (part) => scaledRows(part, inverse))
  reading.note('activations', 'times the norms of W_D, so that they are compared as in the training', 'config')
}

/** `dataset-wise`: rows times √d ÷ their mean norm, which the file says for each hook. */
async function foldNorms(reading: Reading, about: About): Promise<void> {
  const { config } = reading
  const name = config.text('norm_activation') ?? 'inference'
  const averages = [...reading.material.tensors.keys()].filter((key) => key.startsWith('dataset_average_activation_norm.'))
  reading.ignore(...averages)
  if (name === 'inference') return
  reading.note('normalization of rows', name, 'config')
  if (name === 'token-wise' && about.kind === undefined) about.inputNorm = 'constant-norm'
  else if (name === 'dataset-wise' && about.kind !== 'crosscoder') await foldAverages(reading, about)
  else reading.warn(`Rows were normalized by ${name} in the training, which the weights do not hold: raw rows will not fit.`)
}

async function foldAverages(reading: Reading, { dIn, dOut = dIn }: About): Promise<void> {
  const { config } = reading
  const averageOf = async (key: string): Promise<number> => {
    const name = `dataset_average_activation_norm.${config.text(key) ?? ''}`
    const average = reading.has(name) ? await reading.scalar(name) : Number.NaN
    if (average > 0) return average
    throw reading.problem(
      'malformed',
      `does not say the mean norm of rows (“${name}”)`,
      'Save it with norm_activation “inference”.'
    )
  }
  const input = Math.sqrt(dIn) / (await averageOf('hook_point_in'))
  const output = Math.sqrt(dOut) / (await averageOf(config.has('hook_point_out') ? 'hook_point_out' : 'hook_point_in'))
  reading.change('W_enc', `times ${input}`, (part) => mapped(part, (value) => value * input))
  for (const name of ['W_dec', 'b_dec'])
    reading.change(name, `divided by ${output}`, (part) => mapped(part, (value) => value / output))
}
