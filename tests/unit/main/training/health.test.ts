import { describe, expect, it } from 'vitest'
import type { StepNumbers } from '../../../../main/dictionaries'
import { Health } from '../../../../main/training/health'
import { smallConfig } from '../dictionaries/made'
import { memorySink } from './made'

const config = smallConfig({ dSae: 100, steps: 1000 })

function numbers(given: Partial<StepNumbers> = {}): StepNumbers {
  const base = { finite: true, loss: 10, mse: 10, fvu: 0.2, l0: 4, l1: 8, gradientNorm: 1, dead: 0, fired: new Uint32Array(0) }
  return { ...base, ...given }
}

function healthAfter(steps: number, given: Partial<StepNumbers> = {}) {
  const health = new Health(config)
  const seen = memorySink()
  for (let step = 1; step <= steps; step += 1) health.afterStep(step, numbers(given), seen.sink)
  return { health, ...seen }
}

describe('Health', () => {
  it('is silent about a run that goes well', () => {
    const { health, marks, warnings, sink } = healthAfter(200)
    health.afterValidation(200, { fvu: 0.3 }, sink)
    expect([marks, warnings, health.rateFactor]).toEqual([[], [], 1])
  })

  it('lowers the rate once and stops after four bad steps in a row', () => {
    const { health, sink, marks, warnings } = healthAfter(10)
    const bad = numbers({ finite: false })
    for (const step of [11, 12, 13]) health.afterStep(step, bad, sink)
    expect(health.rateFactor).toBe(0.25)
    expect(marks).toHaveLength(3)
    expect(warnings).toHaveLength(1)
    expect(() => health.afterStep(14, bad, sink)).toThrow(expect.objectContaining({ code: 'not-finite', place: 'learningRate' }))
  })

  it('stops when bad steps keep coming, even one at a time', () => {
    const { health, sink } = healthAfter(1)
    const run = () => {
      for (let step = 2; step < 100; step += 1) health.afterStep(step, numbers({ finite: step % 2 === 0 }), sink)
    }
    expect(run).toThrow('20 steps were not finite')
  })

  it('marks a spike of the loss, and not the steps right after it', () => {
    const { health, sink, marks } = healthAfter(30)
    for (const step of [31, 32]) health.afterStep(step, numbers({ loss: 50 }), sink)
    expect(marks).toEqual([{ step: 31, kind: 'spike', text: 'Loss 5.0 times its average at step 31' }])
  })

  it('warns once of many dead features', () => {
    expect(healthAfter(5, { dead: 40 }).warnings).toMatchObject([{ step: 1, title: 'Many dead features' }])
    expect(healthAfter(5, { dead: 25 }).warnings).toEqual([])
  })

  it('warns once when almost nothing fires', () => {
    expect(healthAfter(60, { l0: 0.1 }).warnings).toMatchObject([{ title: 'Almost nothing fires' }])
  })

  it('warns once of overfitting', () => {
    const { health, sink, warnings } = healthAfter(50)
    health.afterValidation(50, { fvu: 0.5 }, sink)
    health.afterValidation(60, { fvu: 0.6 }, sink)
    expect(warnings).toMatchObject([{ step: 50, title: 'Validation is much worse than training' }])
  })

  it('goes on from its tensors as if never stored', () => {
    const { health } = healthAfter(33, { loss: 1 / 3, l0: 0.123 })
    const stored = new Health(config, health.tensors())
    const [a, b] = [memorySink(), memorySink()]
    for (let step = 34; step < 40; step += 1) {
      health.afterStep(step, numbers({ loss: step }), a.sink)
      stored.afterStep(step, numbers({ loss: step }), b.sink)
    }
    expect(stored.tensors()).toEqual(health.tensors())
    expect([b.marks, b.warnings]).toEqual([a.marks, a.warnings])
  })
})
