import { describe, expect, it } from 'vitest'
import type { Batch, Tensors } from '../../../../contract/records/arrays'
import { createEncoder, type Dictionary } from '../../../../main/dictionaries'
import { featuresOf } from '../../../../main/dictionaries/features-of'
import { createRandom } from '../../../../main/maths/random'

const [dIn, dSae, count] = [6, 40, 30]
const features = [7, 0, 39]

function made(architecture: Dictionary['architecture']): Dictionary {
  const random = createRandom(3)
  const tensor = (...shape: number[]) => ({
    shape,
    data: Float32Array.from({ length: shape.reduce((all, size) => all * size, 1) }, () => random.normal())
  })
  const tensors: Tensors = { W_enc: tensor(dIn, dSae), W_dec: tensor(dSae, dIn), b_dec: tensor(dIn) }
  const own = { gated: ['b_gate', 'r_mag', 'b_mag'], jumprelu: ['b_enc', 'threshold'], standard: ['b_enc'], topk: ['b_enc'] }
  for (const name of own[architecture]) tensors[name] = tensor(dSae)
  return { architecture, dIn, dSae, applyBDecToInput: true, tensors, ...(architecture === 'topk' ? { k: 4 } : {}) }
}

/** Activations of every row, [row][feature]. */
async function activations(dictionary: Dictionary): Promise<number[][]> {
  const random = createRandom(5)
  const values = Float32Array.from({ length: count * dIn }, () => random.normal())
  const batch: Batch = { count, dIn, values, rows: new Uint32Array(count) }
  const encoder = await createEncoder(dictionary)
  const { starts, features: ids, values: active } = encoder.encode(batch)
  encoder.dispose()
  return Array.from({ length: count }, (_, row) => {
    const dense = new Array<number>(dictionary.dSae).fill(0)
    for (let at = starts[row]; at < starts[row + 1]; at += 1) dense[ids[at]] = active[at]
    return dense
  })
}

describe('a dictionary of some features', () => {
  it.each(['standard', 'jumprelu', 'gated'] as const)('has their activations and no others: %s', async (architecture) => {
    const whole = made(architecture)
    const all = await activations(whole)
    const some = await activations(featuresOf(whole, features) as Dictionary)
    const expected = all.map((row) => features.map((feature) => row[feature]))
    expect(expected.flat().some((value) => value > 0)).toBe(true)
    for (const [i, row] of some.entries()) for (const [j, value] of row.entries()) expect(value).toBeCloseTo(expected[i][j], 5)
  })

  it('is none of a TopK dictionary, where features compete', () => {
    expect(featuresOf(made('topk'), features)).toBeUndefined()
  })
})
