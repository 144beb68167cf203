/** Explanations of rows against a direct dense computation with a small dictionary: all decoder rows, all features, plain loops. */
import { beforeAll, describe, expect, it } from 'vitest'
import { decoded, sharesOf } from '../../../../../main/analysis/explain/decode'
import { missOf } from '../../../../../main/analysis/explain/miss'
import { type FeatureChange, moveBy, moveRecord } from '../../../../../main/analysis/explain/move'
import { createEncoder } from '../../../../../main/dictionaries'
import { norm } from '../../../../../main/maths/vectors'
import { denseActivations, randomProblem } from '../dense'

const [rows, dIn, dSae, k] = [30, 12, 40, 6]
const problem = randomProblem({ seed: 5, rows, dIn, dSae, k })
const acts = denseActivations(problem)
const { W_dec, b_dec } = problem.dictionary.tensors

/** By the formula x̂ = f W_dec + b_dec over all features. */
function denseOutput(f: ArrayLike<number>): number[] {
  return Array.from({ length: dIn }, (_, i) => {
    let sum = b_dec.data[i]
    for (let j = 0; j < dSae; j += 1) sum += f[j] * W_dec.data[j * dIn + i]
    return sum
  })
}

const decoderRows = (features: ArrayLike<number>): Float32Array =>
  Float32Array.from(Array.from(features).flatMap((feature) => [...W_dec.data.subarray(feature * dIn, (feature + 1) * dIn)]))

/** The sparse form that the activation index gives. */
function activeOn(row: number) {
  const features = Uint32Array.from([...acts[row].keys()].filter((feature) => acts[row][feature] > 0))
  return { features, values: Float32Array.from(features, (feature) => acts[row][feature]), decoder: decoderRows(features) }
}

const inputOf = (row: number): Float32Array => problem.inputs.subarray(row * dIn, (row + 1) * dIn)
const difference = (a: ArrayLike<number>, b: ArrayLike<number>): number[] => Array.from(a, (value, i) => value - b[i])
const cosine = (a: number[], b: number[]): number => a.reduce((sum, value, i) => sum + value * b[i], 0) / (norm(a) * norm(b))

let reconstructed: Float32Array

beforeAll(async () => {
  const encoder = await createEncoder(problem.dictionary)
  const values = problem.inputs
  reconstructed = encoder.reconstruct({ count: rows, dIn, values, rows: Uint32Array.from({ length: rows }, (_, i) => i) })
  encoder.dispose()
})

describe('the reconstruction of a row from its active features', () => {
  it('is the one of the whole dictionary, and of the encoder', () => {
    for (let row = 0; row < rows; row += 1) {
      const sum = decoded(activeOn(row), dIn)
      denseOutput(acts[row]).forEach((value, i) => {
        expect(sum[i] + b_dec.data[i]).toBeCloseTo(value, 9)
        expect(value).toBeCloseTo(reconstructed[row * dIn + i], 3)
      })
    }
  })

  it('is shared among the features: f⟨W_dec, x̂ − b_dec⟩ ÷ ‖x̂ − b_dec‖², together 1', () => {
    for (let row = 0; row < rows; row += 1) {
      const active = activeOn(row)
      const shares = sharesOf(active, decoded(active, dIn))
      const whole = difference(denseOutput(acts[row]), b_dec.data)
      active.features.forEach((feature, n) => {
        const own = W_dec.data.subarray(feature * dIn, (feature + 1) * dIn)
        const product = whole.reduce((sum, value, i) => sum + value * own[i], 0)
        expect(shares[n]).toBeCloseTo((acts[row][feature] * product) / norm(whole) ** 2, 9)
      })
      expect(shares.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 9)
    }
  })

  it('of a row on which nothing fires is b_dec alone, and nothing is shared', () => {
    const nothing = { features: new Uint32Array(0), values: new Float32Array(0), decoder: new Float32Array(0) }
    expect([...decoded(nothing, dIn)]).toEqual(Array(dIn).fill(0))
    expect(sharesOf(nothing, new Float64Array(dIn))).toHaveLength(0)
  })
})

describe('what a reconstruction misses', () => {
  const mean = Float64Array.from({ length: dIn }, (_, i) => {
    let sum = 0
    for (let row = 0; row < rows; row += 1) sum += inputOf(row)[i]
    return sum / rows
  })

  it('is ‖x − x̂‖², its share of ‖x − mean‖² and of ‖x‖², and the cosine', () => {
    for (let row = 0; row < rows; row += 1) {
      const [x, output] = [inputOf(row), denseOutput(acts[row])]
      const missed = missOf(x, output, { mean, dimensions: 3 })
      const error = difference(x, output)
      expect(missed.squaredError).toBeCloseTo(norm(error) ** 2, 6)
      expect(missed.fvu).toBeCloseTo(norm(error) ** 2 / norm(difference(x, mean)) ** 2, 6)
      expect(missed.errorShare).toBeCloseTo(norm(error) ** 2 / norm(x) ** 2, 6)
      expect(missed.cosine).toBeCloseTo(cosine([...x], output), 9)
      const order = [...error.keys()].sort((a, b) => Math.abs(error[b]) - Math.abs(error[a]))
      expect(missed.dimensions.map(({ dimension }) => dimension)).toEqual(order.slice(0, 3))
      expect(missed.dimensions[0]).toEqual({ dimension: order[0], wanted: x[order[0]], reconstructed: output[order[0]] })
    }
  })

  it('leaves out what can not be told: no mean, a row of zeros', () => {
    const missed = missOf(new Float32Array(dIn), new Float64Array(dIn), { dimensions: 1 })
    expect(missed).toMatchObject({ norm: 0, squaredError: 0 })
    expect(Object.keys(missed).filter((key) => ['fvu', 'errorShare', 'cosine'].includes(key))).toEqual([])
  })
})

describe('a changed reconstruction', () => {
  it('is the one of the changed activations', () => {
    const row = 4
    const active = activeOn(row)
    const silent = acts[row].indexOf(0)
    const changes: FeatureChange[] = [
      { feature: active.features[0], before: active.values[0], after: 0 },
      { feature: active.features[1], before: active.values[1], after: 3 },
      { feature: silent, before: 0, after: 2.5 }
    ]
    const f = Float64Array.from(acts[row])
    for (const { feature, after } of changes) f[feature] = after
    const [before, after] = [denseOutput(acts[row]), denseOutput(f)]
    const moved = difference(after, before)
    const sum = decoded(active, dIn)
    const move = moveBy(changes, decoderRows(changes.map(({ feature }) => feature)), dIn)
    const record = moveRecord(changes, { sum, move, bias: b_dec.data, units: { scale: 1, shift: 0 } }, 4)
    expect(record.norm).toBeCloseTo(norm(moved), 6)
    expect(record.relative).toBeCloseTo(norm(moved) / norm(difference(before, b_dec.data)), 6)
    expect(record.cosine).toBeCloseTo(cosine(before, after), 9)
    const order = [...moved.keys()].sort((a, b) => Math.abs(moved[b]) - Math.abs(moved[a]))
    expect(record.dimensions.map(({ dimension }) => dimension)).toEqual(order.slice(0, 4))
    expect(record.dimensions[0].before).toBeCloseTo(before[order[0]], 6)
    expect(record.dimensions[0].after).toBeCloseTo(after[order[0]], 6)
  })

  it('that stays the same moves nothing', () => {
    const active = activeOn(0)
    const changes = [{ feature: active.features[0], before: active.values[0], after: active.values[0] }]
    const sum = decoded(active, dIn)
    const move = moveBy(changes, decoderRows([active.features[0]]), dIn)
    const record = moveRecord(changes, { sum, move, bias: b_dec.data, units: { scale: 2, shift: 1 } }, 4)
    expect(record).toMatchObject({ norm: 0, relative: 0, dimensions: [] })
    expect(record.cosine).toBeCloseTo(1, 12)
  })

  it('is told in raw units where the dictionary works in others', () => {
    const sum = Float64Array.of(1, 2)
    const record = moveRecord([], { sum, move: Float64Array.of(3, 0), bias: [1, 1], units: { scale: 2, shift: 10 } }, 5)
    expect(record).toMatchObject({ norm: 6, dimensions: [{ dimension: 0, before: 14, after: 20 }] })
  })
})
