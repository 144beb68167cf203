/** Loupe's own: dictionary.safetensors of a checkpoint or a conversion. */
import { architectures, inputNorms, kinds } from '../../dictionaries/weights/safetensors'
import type { Format } from './format'
import type { About, Reading } from './reading'

export const loupe: Format = {
  name: 'loupe',
  recognizes: ({ metadata }) => metadata.format === 'loupe-dictionary',
  read
}

async function read(reading: Reading): Promise<About> {
  const { metadata } = reading.material
  const [dSae, dOut] = reading.sizes('W_dec')
  const [dIn] = reading.sizes('W_enc')
  const architecture = named(reading, architectures, 'architecture')
  const kind = metadata.kind === undefined ? undefined : named(reading, kinds, 'kind')
  for (const name of reading.material.tensors.keys()) reading.take(name, name)
  const about: About = { architecture, dIn, dSae, applyBDecToInput: metadata.apply_b_dec_to_input !== 'false' }
  if (kind) Object.assign(about, { kind, dOut })
  if (metadata.k !== undefined) about.k = Number(metadata.k)
  if (metadata.input_norm !== undefined) about.inputNorm = named(reading, inputNorms, 'input_norm')
  if (metadata.streams !== undefined) about.streams = metadata.streams.split(',').map(Number)
  reading.model = metadata.model
  reading.hook = metadata.hook
  return about
}

function named<T extends string>(reading: Reading, names: T[], key: string): T {
  const value = reading.material.metadata[key]
  const found = names.find((name) => name === value)
  if (found) return found
  throw reading.problem(
    'malformed',
    `says ${key} “${String(value).slice(0, 40)}”, which no Loupe has written`,
    'Choose another file.'
  )
}
