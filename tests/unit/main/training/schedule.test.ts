import { describe, expect, it } from 'vitest'
import { coefficientsAt } from '../../../../main/training/schedule'
import { smallConfig } from '../dictionaries/made'

const config = smallConfig({
  steps: 100,
  learningRate: 1,
  warmUpSteps: 10,
  decayShare: 0.2,
  l1Coefficient: 5,
  l1WarmUpShare: 0.05
})
const rate = (step: number) => coefficientsAt(config, step).learningRate

describe('coefficientsAt', () => {
  it('warms up linearly, starting above 0', () => {
    expect([rate(0), rate(4), rate(9), rate(10)]).toEqual([0.1, 0.5, 1, 1])
  })

  it('falls linearly over the last share and ends above 0', () => {
    expect([rate(79), rate(80), rate(90), rate(99)]).toEqual([1, 1, 0.5, 0.05])
  })

  it('lets λ rise over its own share', () => {
    expect([0, 3, 4, 50].map((step) => coefficientsAt(config, step).l1Coefficient)).toEqual([1, 4, 5, 5])
  })

  it('is constant without warm-up and decay', () => {
    const flat = { ...config, warmUpSteps: 0, decayShare: 0, l1WarmUpShare: 0 }
    for (const step of [0, 50, 99]) expect(coefficientsAt(flat, step)).toEqual({ learningRate: 1, l1Coefficient: 5 })
  })

  it('gives no λ where the configuration has none', () => {
    expect(coefficientsAt({ ...config, l1Coefficient: undefined }, 50).l1Coefficient).toBe(0)
  })
})
