import { describe, expect, it } from 'vitest'
import { coefficientsAt } from '../../../../main/training/schedule'
import { smallConfig } from '../dictionaries/made'

const config = smallConfig({
  steps: 100,
  learningRate: 1,
  warmUpSteps: 10,
  decayShare: 0.2,
  sparsityCoefficient: 5,
  sparsityWarmUpShare: 0.05
})
const rate = (step: number, given: Partial<typeof config> = {}) => coefficientsAt({ ...config, ...given }, step).learningRate

describe('coefficientsAt', () => {
  it('warms up linearly, starting above 0', () => {
    expect([rate(0), rate(4), rate(9), rate(10)]).toEqual([0.1, 0.5, 1, 1])
  })

  it('falls linearly over the last share and ends above 0', () => {
    expect([rate(79), rate(80), rate(90), rate(99)]).toEqual([1, 1, 0.5, 0.05])
    expect(rate(90, { schedule: 'linear' })).toBe(0.5)
  })

  it('falls by half a cosine after the warm-up', () => {
    const cosine = (step: number) => rate(step, { schedule: 'cosine', decayShare: 0 })
    expect([4, 9, 10].map(cosine)).toEqual([0.5, 1, 1])
    expect(cosine(55)).toBeCloseTo(0.5, 12)
    expect(cosine(32.5)).toBeCloseTo((1 + Math.SQRT1_2) / 2, 12)
    expect(cosine(99)).toBeCloseTo((1 + Math.cos((Math.PI * 89) / 90)) / 2, 12)
    expect(cosine(99)).toBeGreaterThan(0)
  })

  it('restarts the cosine as often as asked, each as long as the other', () => {
    const restarted = (step: number) => rate(step, { schedule: 'cosine', decayShare: 0, restarts: 2 })
    for (const start of [10, 40, 70]) {
      expect(restarted(start)).toBe(1)
      expect(restarted(start + 15)).toBeCloseTo(0.5, 12)
      expect(restarted(start + 29)).toBeLessThan(0.01)
    }
  })

  it('stays where the schedule is constant', () => {
    expect([10, 50, 99].map((step) => rate(step, { schedule: 'constant', decayShare: 0 }))).toEqual([1, 1, 1])
  })

  it('lets λ rise over its own share', () => {
    expect([0, 3, 4, 50].map((step) => coefficientsAt(config, step).sparsityCoefficient)).toEqual([1, 4, 5, 5])
  })

  it('is constant without warm-up and decay', () => {
    const flat = { ...config, warmUpSteps: 0, decayShare: 0, sparsityWarmUpShare: 0 }
    for (const step of [0, 50, 99]) expect(coefficientsAt(flat, step)).toMatchObject({ learningRate: 1, sparsityCoefficient: 5 })
  })

  it('gives no λ where the configuration has none', () => {
    expect(coefficientsAt({ ...config, sparsityCoefficient: undefined }, 50).sparsityCoefficient).toBe(0)
  })

  it('tells the share of the run that a step ends', () => {
    expect([0, 49, 99].map((step) => coefficientsAt(config, step).share)).toEqual([0.01, 0.5, 1])
  })
})
