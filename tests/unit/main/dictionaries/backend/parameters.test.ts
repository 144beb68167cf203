import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Tensors } from '../../../../../contract/records/arrays'
import { scoped, tf } from '../../../../../main/dictionaries/backend/library'
import { NativeCell } from '../../../../../main/dictionaries/backend/native-cell'
import { Parameters } from '../../../../../main/dictionaries/backend/parameters'
import { PlainCell } from '../../../../../main/dictionaries/backend/plain-cell'
import { startBackend } from '../../../../../main/dictionaries/backend/start'

beforeAll(async () => {
  await startBackend()
})

const start: Tensors = { a: { shape: [3], data: Float32Array.of(1, -2, 3) } }
const constants = { rate: 0.01, beta1: 0.9, beta2: 0.999, epsilon: 1e-8 }
const gradients = [Float32Array.of(0.5, -1, 0), Float32Array.of(-0.2, -1, 1e-6), Float32Array.of(0.3, 2, 0)]

/** Adam as in its paper, in float64. */
function adam(values: Float32Array, steps: Float32Array[]): number[] {
  return [...values].map((start, i) => {
    let [value, m, v] = [start, 0, 0]
    steps.forEach((gradient, at) => {
      m = 0.9 * m + 0.1 * gradient[i]
      v = 0.999 * v + 0.001 * gradient[i] ** 2
      value -= (0.01 * (m / (1 - 0.9 ** (at + 1)))) / (Math.sqrt(v / (1 - 0.999 ** (at + 1))) + 1e-8)
    })
    return value
  })
}

describe('Parameters', () => {
  const made: Parameters<'a'>[] = []
  const parametersFrom = (tensors: Tensors): Parameters<'a'> => {
    made.push(new Parameters(['a'] as const, tensors))
    return made[made.length - 1]
  }
  afterAll(() => {
    for (const each of made) each.dispose()
  })
  const apply = (parameters: Parameters<'a'>, from: number, to: number): void => {
    for (let step = from; step < to; step += 1) {
      scoped(() => parameters.applyAdam({ a: tf.tensor1d(gradients[step]) }, { ...constants, step: step + 1 }))
    }
  }

  it('move as Adam says', () => {
    const parameters = parametersFrom(start)
    apply(parameters, 0, 3)
    const expected = adam(start.a.data, gradients)
    parameters.values().a.data.forEach((value, i) => {
      expect(value).toBeCloseTo(expected[i], 6)
    })
  })

  it('go on bit for bit from their tensors', () => {
    const whole = parametersFrom(start)
    apply(whole, 0, 3)
    const first = parametersFrom(start)
    apply(first, 0, 1)
    const second = parametersFrom(first.tensors())
    apply(second, 1, 3)
    expect(second.tensors()).toEqual(whole.tensors())
  })

  it('leave the arrays they were made from alone, and what was read before an update too', () => {
    const parameters = parametersFrom(start)
    const read = tf.keep(parameters.read().a)
    apply(parameters, 0, 2)
    expect(start.a.data).toEqual(Float32Array.of(1, -2, 3))
    expect(read.dataSync()).toEqual(start.a.data)
    read.dispose()
  })
})

describe('native and plain cells', () => {
  it('agree after several updates, and after a value is put in their place', () => {
    const zeros = new Float32Array(3)
    const cells = [NativeCell, PlainCell].map((Cell) => new Cell({ shape: [3], value: start.a.data, m: zeros, v: zeros }))
    for (const cell of cells) {
      for (const gradient of gradients) {
        scoped(() => cell.apply(tf.tensor1d(gradient), { alpha: 0.01, beta1: 0.9, beta2: 0.99, epsilon: 1e-8 }))
      }
    }
    const [native, plain] = cells.map((cell) => ({ value: cell.download(), ...cell.downloadMoments() }))
    for (const key of ['value', 'm', 'v'] as const) {
      native[key].forEach((value, i) => {
        expect(value).toBeCloseTo(plain[key][i], 6)
      })
    }
    for (const cell of cells) {
      scoped(() => cell.assign(tf.tensor1d([7, 8, 9])))
      expect(cell.download()).toEqual(Float32Array.of(7, 8, 9))
      cell.dispose()
    }
  })
})
