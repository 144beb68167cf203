import { expect, it } from 'vitest'
import type { Batch } from '../../../../../contract/records/arrays'
import { firstFit } from '../../../../../main/analysis/fit/first-fit'
import { createEncoder, type Dictionary } from '../../../../../main/dictionaries/index'

const dIn = 5
const dSae = 4

/** Features 0–3 are dimensions 1–4; rows lie around 10 in dimension 0. */
const dictionary = (() => {
  const W_enc = new Float32Array(dIn * dSae)
  const W_dec = new Float32Array(dSae * dIn)
  for (let feature = 0; feature < dSae; feature += 1) {
    W_enc[(feature + 1) * dSae + feature] = 1
    W_dec[feature * dIn + feature + 1] = 1
  }
  const tensor = (shape: number[], data: Float32Array) => ({ shape, data })
  const b_dec = new Float32Array(dIn)
  b_dec[0] = 10
  return {
    architecture: 'topk',
    dIn,
    dSae,
    k: 1,
    applyBDecToInput: true,
    tensors: {
      W_enc: tensor([dIn, dSae], W_enc),
      b_enc: tensor([dSae], new Float32Array(dSae)),
      W_dec: tensor([dSae, dIn], W_dec),
      b_dec: tensor([dIn], b_dec)
    }
  } satisfies Dictionary
})()

function rowsTimes(factor: number): Batch {
  const count = 40
  const values = new Float32Array(count * dIn)
  for (let row = 0; row < count; row += 1) {
    values[row * dIn] = 10 * factor
    values[row * dIn + 1 + (row % dSae)] = factor * (1 + row / count)
  }
  return { count, dIn, values, rows: Uint32Array.from({ length: count }, (_, row) => row) }
}

it('says nothing against rows that fit, and names the scale of those that do not', async () => {
  const encoder = await createEncoder(dictionary)
  const known = { kind: undefined, bDec: dictionary.tensors.b_dec.data }
  try {
    expect(firstFit(encoder, rowsTimes(1), known)).toEqual({ rows: 40, l0: 1, deadShare: 0, fvu: expect.closeTo(0, 5) })
    const { fvu, warning } = firstFit(encoder, rowsTimes(12), known)
    expect(fvu).toBeGreaterThan(1)
    expect(warning?.title).toContain('none of the variance')
    expect(warning?.detail).toMatch(/^It fits rows times 0\.0\d+, which brings their mean to its b_dec \(FVU 0\.0\d\)/)
    expect(firstFit(encoder, rowsTimes(12), { kind: undefined }).warning?.detail).toContain('Likely causes')
  } finally {
    encoder.dispose()
  }
})
