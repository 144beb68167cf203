import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Tensors } from '../../../../../contract/records/arrays'
import { scoped, tf } from '../../../../../main/dictionaries/backend/library'
import { adam } from '../../../../../main/dictionaries/backend/optimizers/adam'
import { sgd } from '../../../../../main/dictionaries/backend/optimizers/sgd'
import { Parameters } from '../../../../../main/dictionaries/backend/parameters'
import { startBackend } from '../../../../../main/dictionaries/backend/start'

beforeAll(async () => {
  await startBackend()
})

const start: Tensors = { a: { shape: [3], data: Float32Array.of(1, -2, 3) } }
const rule = adam({ beta1: 0.9, beta2: 0.999, epsilon: 1e-8 })
const gradients = [Float32Array.of(0.5, -1, 0), Float32Array.of(-0.2, -1, 1e-6), Float32Array.of(0.3, 2, 0)]

describe('Parameters', () => {
  const made: Parameters[] = []
  const parametersFrom = (tensors: Tensors, by = rule): Parameters => {
    made.push(new Parameters(['a'] as const, tensors, by))
    return made[made.length - 1]
  }
  afterAll(() => {
    for (const each of made) each.dispose()
  })
  const apply = (parameters: Parameters, from: number, to: number): void => {
    for (let step = from; step < to; step += 1) scoped(() => parameters.apply({ a: tf.tensor1d(gradients[step]) }, 0.01))
  }

  it('go on bit for bit from their tensors', () => {
    const whole = parametersFrom(start)
    apply(whole, 0, 3)
    const first = parametersFrom(start)
    apply(first, 0, 1)
    const second = parametersFrom(first.tensors())
    apply(second, 1, 3)
    expect(second.tensors()).toEqual(whole.tensors())
    expect(second.updates).toBe(3)
  })

  it('go on from a state of before there were several optimizers', () => {
    const whole = parametersFrom(start)
    apply(whole, 0, 3)
    const first = parametersFrom(start)
    apply(first, 0, 1)
    const { updates, ...rest } = first.tensors()
    const second = parametersFrom({ ...rest, adam_updates: updates })
    apply(second, 1, 3)
    expect(second.tensors()).toEqual(whole.tensors())
  })

  it('count anew where what another optimizer kept is no use', () => {
    const first = parametersFrom(start, sgd(0.9))
    apply(first, 0, 2)
    const second = parametersFrom(first.tensors())
    expect(second.updates).toBe(0)
    expect(second.values()).toEqual(first.values())
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
