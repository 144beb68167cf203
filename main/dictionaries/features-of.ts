/** A dictionary of some features of another, where a feature's activation does not depend on the others: all but TopK. */
import type { Tensor } from '../../contract/records/arrays'
import { checkDictionary, type Dictionary } from './dictionary'

/** Feature i of it is `features[i]` of the given one; undefined for a TopK dictionary, where features compete. Throws wrong-shape. */
export function featuresOf(dictionary: Dictionary, features: readonly number[]): Dictionary | undefined {
  const { architecture, dSae, tensors } = dictionary
  if (architecture === 'topk') return undefined
  const own = Object.entries(tensors).map(([name, tensor]): [string, Tensor] => {
    if (name === 'W_enc') return [name, columns(tensor, features)]
    if (name === 'W_dec') return [name, rows(tensor, features)]
    return [name, perFeature.includes(name) ? rows(tensor, features) : tensor]
  })
  const restricted = { ...dictionary, dSae: Math.min(dSae, features.length), tensors: Object.fromEntries(own) }
  checkDictionary(restricted)
  return restricted
}

/** Tensors [dSae]. */
const perFeature = ['b_enc', 'threshold', 'b_gate', 'r_mag', 'b_mag']

function rows({ shape: [, width = 1], shape, data }: Tensor, wanted: readonly number[]): Tensor {
  const out = new Float32Array(wanted.length * width)
  for (const [i, row] of wanted.entries()) out.set(data.subarray(row * width, (row + 1) * width), i * width)
  return { shape: [wanted.length, ...shape.slice(1)], data: out }
}

function columns({ shape: [height, width], data }: Tensor, wanted: readonly number[]): Tensor {
  const out = new Float32Array(height * wanted.length)
  for (let row = 0; row < height; row += 1)
    for (let i = 0; i < wanted.length; i += 1) out[row * wanted.length + i] = data[row * width + wanted[i]]
  return { shape: [height, wanted.length], data: out }
}
