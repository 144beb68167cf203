/** Seeded finished dictionaries of every architecture and kind, small. */
import type { Dictionary } from '../../../../main/dictionaries/dictionary'
import { tensorShapes } from '../../../../main/dictionaries/dictionary'
import { createRandom } from '../../../../main/maths/random'

export const architectures: Dictionary['architecture'][] = ['standard', 'topk', 'jumprelu', 'gated']
export const kinds: NonNullable<Dictionary['kind']>[] = ['sae', 'transcoder', 'skip-transcoder', 'crosscoder']

/** 6 inputs, 20 features, 4 outputs of transcoders, two streams of a crosscoder; more or less fires of everything. */
export function dictionaryOf(given: Partial<Dictionary> = {}, seed = 3): Dictionary {
  const { kind = 'sae', architecture = 'standard', dIn = 6, dSae = 20 } = given
  const isTranscoder = kind === 'transcoder' || kind === 'skip-transcoder'
  const base: Omit<Dictionary, 'tensors'> = {
    architecture,
    dIn,
    dSae,
    applyBDecToInput: kind === 'sae',
    ...(architecture === 'topk' ? { k: 5 } : {}),
    ...(kind === 'sae' ? {} : { kind, dOut: isTranscoder ? 4 : dIn }),
    ...(kind === 'crosscoder' ? { streams: [2, dIn - 2] } : {}),
    ...given
  }
  const random = createRandom(seed)
  const entries = Object.entries(tensorShapes(base)).map(([name, shape]) => {
    const count = shape.reduce((product, size) => product * size, 1)
    const value = name === 'threshold' ? () => 0.3 + random.next() : () => random.normal() / 2
    return [name, { shape, data: Float32Array.from({ length: count }, value) }]
  })
  return { ...base, tensors: Object.fromEntries(entries) }
}

/** All architectures of all kinds. */
export const everyDictionary: [name: string, dictionary: Dictionary][] = kinds.flatMap((kind) =>
  architectures.map((architecture): [string, Dictionary] => [
    `${architecture} ${kind}`,
    dictionaryOf(kind === 'sae' ? { architecture } : { architecture, kind })
  ])
)
