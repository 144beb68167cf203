/**
 * Replications of crosscoders between models (ckkissane/crosscoder-model-diff-replication): cc_weights.pt with a matrix per
 * model. Here the streams lie side by side, which computes the same. Source: crosscoder.py there.
 */
import { reshaped } from '../tensors/part'
import { type Format, holds } from './format'
import type { About, Reading } from './reading'

export const crosscoder: Format = {
  name: 'crosscoder',
  recognizes: (material) =>
    holds(material, 'W_enc', 'W_dec', 'b_enc', 'b_dec') &&
    material.tensors.get('W_enc')?.shape.length === 3 &&
    !holds(material, 'W_E'),
  read
}

async function read(reading: Reading): Promise<About> {
  const [models, width, dSae] = reading.sizes('W_enc', 3)
  const [rows, others, across] = reading.sizes('W_dec', 3)
  if (rows !== dSae || others !== models || across !== width) {
    const found = `[${[rows, others, across].join(', ')}]`
    const what = `holds W_dec of shape ${found}, where [${[dSae, models, width].join(', ')}] belongs`
    throw reading.problem('wrong-shape', what, 'It belongs to another crosscoder, or its axes were swapped.')
  }
  reading.config.agrees({ d_in: width, dict_size: dSae })
  const dIn = models * width
  reading.sizes('b_dec', 2)
  reading.use('W_enc', reshaped(reading.tensor('W_enc'), [dIn, dSae]), 'W_enc', 'models side by side')
  reading.use('W_dec', reshaped(reading.tensor('W_dec'), [dSae, dIn]), 'W_dec', 'models side by side')
  reading.use('b_dec', reshaped(reading.tensor('b_dec'), [dIn]), 'b_dec', 'models side by side')
  reading.take('b_enc', 'b_enc')
  const { config } = reading
  reading.model = config.text('model_A') ?? config.text('model_name')
  reading.hook = config.text('hook_point')
  reading.note('activation', 'ReLU', 'format')
  reading.note('models', models, 'tensors')
  const streams = new Array<number>(models).fill(width)
  return { architecture: 'standard', kind: 'crosscoder', dIn, dSae, dOut: dIn, applyBDecToInput: false, streams }
}
