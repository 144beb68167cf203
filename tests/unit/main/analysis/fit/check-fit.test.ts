/** Verdicts on rows that are changed in a known way, with a real encoder of a dictionary that is right by construction. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Batch } from '../../../../../contract/records/arrays'
import { checkFit, type Trained } from '../../../../../main/analysis/fit/check-fit'
import { rowNumbers } from '../../../../../main/analysis/fit/measure'
import { createEncoder, type Encoder } from '../../../../../main/dictionaries/index'
import { createRandom } from '../../../../../main/maths/random'
import { errorOf } from '../../datasets/support'

const dIn = 32
const active = 4
const mean = Float32Array.from({ length: dIn }, (_, i) => (i % 2 === 0 ? 3 : -2))
let encoder: Encoder

/** Rows of the mean and four of the dictionary's features each. */
function own(change: (value: number, dimension: number) => number = (value) => value, rows = 400): Batch {
  const random = createRandom(9)
  const values = new Float32Array(rows * dIn)
  for (let row = 0; row < rows; row += 1) {
    for (let k = 0; k < active; k += 1) values[row * dIn + random.integer(dIn)] += 2 + 4 * random.next()
    for (let i = 0; i < dIn; i += 1) values[row * dIn + i] = change(values[row * dIn + i] + mean[i], i)
  }
  return { count: rows, dIn, values, rows: Uint32Array.from({ length: rows }, (_, row) => row) }
}

let trained: Trained
const check = (batch: Batch, known: Partial<Trained> = {}) => checkFit(encoder, batch, { ...trained, ...known })

beforeAll(async () => {
  const unit = { shape: [dIn, dIn], data: Float32Array.from({ length: dIn * dIn }, (_, at) => (at % (dIn + 1) === 0 ? 1 : 0)) }
  const tensors = {
    W_enc: unit,
    b_enc: { shape: [dIn], data: new Float32Array(dIn) },
    W_dec: unit,
    b_dec: { shape: [dIn], data: mean }
  }
  encoder = await createEncoder({ architecture: 'topk', k: active, dIn, dSae: dIn, applyBDecToInput: true, tensors })
  trained = { rows: 400, meanNorm: rowNumbers(own()).meanNorm, fvu: 0.01, l0: 4, deadShare: 0, mean: own().values.slice(0, 0) }
  const sum = new Float32Array(dIn)
  const { values } = own()
  for (let at = 0; at < values.length; at += 1) sum[at % dIn] += values[at] / 400
  trained.mean = sum
})

afterAll(() => encoder.dispose())

describe('the verdict', () => {
  it('on its own rows is that they fit, with numbers as in training', () => {
    const fit = check(own())
    expect(fit.verdict).toBe('fits')
    expect(fit.here.fvu).toBeLessThan(1e-6)
    expect(fit.here.l0).toBeLessThanOrEqual(4)
    expect(fit).toMatchObject({ here: { rows: 400, deadShare: 0 }, tried: [], normRatio: expect.closeTo(1, 9) })
    expect(fit.detail).toContain('instead of 0.01 on its validation rows')
  })

  it('on scaled rows names the factor, after it was tried', () => {
    const large = check(own((value) => value * 12))
    expect(large).toMatchObject({ verdict: 'other-scale', title: 'Other scale: the inputs look multiplied by about 12' })
    expect(large.tried).toEqual([{ change: 'scaled', fvu: expect.closeTo(0, 5) }])
    expect(check(own((value) => value / 30)).title).toBe('Other scale: the inputs look divided by about 30')
  })

  it('on centered rows is that the mean is missing', () => {
    const fit = check(own((value, i) => value - (trained.mean?.[i] ?? 0)))
    expect(fit).toMatchObject({ verdict: 'centered', title: 'The inputs look centered' })
    expect(fit.detail).toContain('Use the rows before centering')
  })

  it('on rows of equal norm is that they are normalized', () => {
    const batch = own()
    for (let row = 0; row < batch.count; row += 1) {
      const values = batch.values.subarray(row * dIn, (row + 1) * dIn)
      const average = values.reduce((sum, value) => sum + value, 0) / dIn
      for (let i = 0; i < dIn; i += 1) values[i] -= average
      const norm = Math.hypot(...values)
      for (let i = 0; i < dIn; i += 1) values[i] *= Math.sqrt(dIn) / norm
    }
    expect(check(batch)).toMatchObject({ verdict: 'normalized', detail: expect.stringContaining('before layer normalization') })
  })

  it('on rows with their dimensions in another order is that it is other data', () => {
    const batch = own()
    for (let row = 0; row < batch.count; row += 1) batch.values.subarray(row * dIn, (row + 1) * dIn).reverse()
    const fit = check(batch)
    expect(fit.verdict).toBe('other-data')
    expect(fit.here.fvu).toBeGreaterThan(0.9)
    expect(fit.detail).toMatch(/about the same norms .*another layer or model, or dimensions in another order/)
  })

  it('between fitting and not is that it is worse', () => {
    const random = createRandom(1)
    const fit = check(own((value) => value + 1.2 * random.normal()))
    expect(fit.verdict).toBe('worse')
    expect(fit.here.fvu).toBeGreaterThan(fit.limit)
  })

  it('goes by half of the variance where the run had no validation rows', () => {
    const { fvu: _, ...unknown } = trained
    expect(checkFit(encoder, own(), unknown)).toMatchObject({ verdict: 'fits', limit: 0.5 })
  })

  it('on rows that are all equal has no error to go by', () => {
    const fit = check({ ...own(), values: new Float32Array(400 * dIn).fill(1) })
    expect(fit.here.fvu).toBeUndefined()
    expect(fit.detail).toContain('can not be told')
  })
})

describe('a transcoder', () => {
  /** Predicts −2 times the inputs without their mean, first 5 dimensions alone. */
  async function transcoder(): Promise<Encoder> {
    const dOut = 5
    const unit = (rows: number, columns: number, value: number) => ({
      shape: [rows, columns],
      data: Float32Array.from({ length: rows * columns }, (_, at) => (Math.floor(at / columns) === at % columns ? value : 0))
    })
    const tensors = {
      W_enc: unit(dIn, dIn, 1),
      b_enc: { shape: [dIn], data: mean.map((value) => -value) },
      W_dec: unit(dIn, dOut, -2),
      b_dec: { shape: [dOut], data: new Float32Array(dOut) }
    }
    return createEncoder({ architecture: 'standard', kind: 'transcoder', dIn, dOut, dSae: dIn, applyBDecToInput: false, tensors })
  }
  const targeted = (batch: Batch): Batch => {
    const clean = own().values
    const targets = Float32Array.from({ length: 400 * 5 }, (_, at) => {
      const [row, i] = [Math.floor(at / 5), at % 5]
      return -2 * Math.max(0, clean[row * dIn + i] - mean[i])
    })
    return { ...batch, dOut: 5, targets }
  }

  it('is judged by its targets, not by its inputs', async () => {
    const made = await transcoder()
    const known: Trained = { ...trained, kind: 'transcoder' }
    const fit = checkFit(made, targeted(own()), known)
    expect(fit).toMatchObject({ verdict: 'fits', here: { fvu: expect.closeTo(0, 5) } })
    const scaled = checkFit(made, targeted(own((value) => value / 9)), known)
    expect(scaled.verdict).toBe('other-scale')
    expect(() => checkFit(made, own(), known)).toThrow(expect.objectContaining({ code: 'unsupported' }))
    made.dispose()
  })
})

it('refuses to judge by no rows, and rows of another width', async () => {
  const none = { ...own(), count: 0, values: new Float32Array(), rows: new Uint32Array() }
  expect((await errorOf(Promise.resolve().then(() => check(none)))).code).toBe('empty')
  const wide = { count: 2, dIn: 40, values: new Float32Array(80).map((_, i) => i), rows: Uint32Array.of(0, 1) }
  expect((await errorOf(Promise.resolve().then(() => check(wide)))).code).toBe('wrong-shape')
})
