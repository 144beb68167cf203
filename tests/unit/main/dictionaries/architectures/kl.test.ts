import { beforeAll, describe, expect, it } from 'vitest'
import { architectureFor } from '../../../../../main/dictionaries/architectures/choose'
import { klDefinition, klLoss } from '../../../../../main/dictionaries/architectures/kl'
import { scoped, type Tensor2D, tf } from '../../../../../main/dictionaries/backend/library'
import { startBackend } from '../../../../../main/dictionaries/backend/start'
import { smallConfig } from '../made'
import { reluLoss } from '../reference'
import { exampleShape, expectDefinition } from './definitions'

beforeAll(async () => {
  await startBackend()
})

const dead = new Int32Array(0)

/** The divergence in plain loops; ε is a hundredth of the rate. */
function plainPenalty(features: number[][], rate: number, coefficient: number): number {
  const floor = rate / 100
  const divergences = features[0].map((_, i) => {
    const fires = features.reduce((sum, row) => sum + Math.tanh(row[i]), 0) / features.length
    const r = floor + (1 - 2 * floor) * fires
    return rate * Math.log(rate / r) + (1 - rate) * Math.log((1 - rate) / (1 - r))
  })
  return coefficient * divergences.reduce((sum, value) => sum + value, 0)
}

describe('KL', () => {
  for (const rate of [0.05, 0.6]) {
    it(`has the divergence of the lecture notes and its derivative, target rate ${rate}`, () => {
      expectDefinition(
        klDefinition(exampleShape, rate),
        (weights, x) => reluLoss(weights, x, (features) => plainPenalty(features, rate, 0.8)),
        { sparsityCoefficient: 0.8, dead }
      )
    })
  }

  it('is 0 where strong activations have just the target rate, and grows to both sides', () => {
    const divergenceOf = (firing: number): number =>
      scoped(() => {
        const features = tf.tensor2d(Array.from({ length: 10 }, (_, row) => [row < firing ? 20 : 0]))
        return klLoss(0.2)(features as Tensor2D, {}, { sparsityCoefficient: 1, dead }).dataSync()[0]
      })
    const [none, one, target, three, all] = [0, 1, 2, 3, 10].map(divergenceOf)
    expect(target).toBeCloseTo(0, 4)
    expect([none > one, one > target, three > target, all > three]).toEqual([true, true, true, true])
    expect([none, all].every(Number.isFinite)).toBe(true)
  })

  it('refuses a free decoder and an impossible rate', () => {
    const make = (given: object) => () =>
      architectureFor(smallConfig({ architecture: 'kl', targetRate: 0.1, ...given }), exampleShape)
    expect(make({ unitNormDecoder: false })).toThrow(expect.objectContaining({ code: 'config', place: 'unitNormDecoder' }))
    for (const targetRate of [undefined, 0, 1]) {
      expect(make({ targetRate })).toThrow(expect.objectContaining({ code: 'config', place: 'targetRate' }))
    }
    expect(make({})().exported({}, undefined)).toEqual({ architecture: 'standard' })
  })
})
