import { describe, expect, it } from 'vitest'
import type { RunConfig } from '../../../../contract/records/run'
import type { StepNumbers } from '../../../../main/dictionaries'
import { Health, type StepSeen } from '../../../../main/training/health'
import { randomBatch, smallConfig } from '../dictionaries/made'
import { memorySink } from './made'

const config = smallConfig({ dSae: 100, steps: 1000, sparsityWarmUpShare: 0 })
const batch = randomBatch(4, 3)

function numbers(given: Partial<StepNumbers> = {}): StepNumbers {
  const base = { finite: true, loss: 10, mse: 10, fvu: 0.2, l0: 4, l1: 8, gradientNorm: 1, dead: 0, fired: new Uint32Array(0) }
  return { ...base, ...given }
}

function seen(step: number, given: Partial<StepNumbers> = {}, firing: StepSeen['firing'] = { dense: 0 }): StepSeen {
  return { step, batch, numbers: numbers(given), firing }
}

interface Steps {
  given?: Partial<RunConfig>
  numbers?: Partial<StepNumbers>
  firing?: StepSeen['firing']
}

function healthAfter(steps: number, { given = {}, numbers = {}, firing }: Steps = {}) {
  const health = new Health({ ...config, ...given })
  const remembered = memorySink()
  for (let step = 1; step <= steps; step += 1) health.afterStep(seen(step, numbers, firing), remembered.sink)
  return { health, ...remembered }
}

describe('Health', () => {
  it('is silent about a run that goes well', () => {
    const { health, marks, warnings, sink } = healthAfter(600, { firing: { dense: 3, rare: 5 } })
    health.afterValidation(200, { fvu: 0.3, l0: 4 }, sink)
    expect([marks, warnings, health.rateFactor]).toEqual([[], [], 1])
  })

  it('goes on from its tensors as if never stored', () => {
    const { health } = healthAfter(33, { numbers: { loss: 1 / 3, l0: 0.123 } })
    const stored = new Health(config, health.tensors())
    const [a, b] = [memorySink(), memorySink()]
    for (let step = 34; step < 400; step += 1) {
      health.afterStep(seen(step, { loss: step }), a.sink)
      stored.afterStep(seen(step, { loss: step }), b.sink)
    }
    expect(stored.tensors()).toEqual(health.tensors())
    expect([b.marks, b.warnings]).toEqual([a.marks, a.warnings])
    expect(a.warnings.length).toBeGreaterThan(0)
  })

  it('takes over the state of a run from before some of its watches', () => {
    const older = { 'training.health': { shape: [11], data: new Float32Array(11).fill(1) } }
    expect(new Health(config, older).tensors()['training.health'].data.slice(0, 12)).toEqual(
      Float32Array.of(1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0)
    )
  })
})

describe('steps that are not finite', () => {
  const bad = { finite: false }

  it('lower the rate once, and end the run after four in a row', () => {
    const { health, sink, marks, warnings } = healthAfter(10)
    for (const step of [11, 12, 13]) health.afterStep(seen(step, bad), sink)
    expect(health.rateFactor).toBe(0.25)
    expect(marks).toHaveLength(3)
    expect(warnings).toHaveLength(1)
    expect(() => health.afterStep(seen(14, bad), sink)).toThrow(
      expect.objectContaining({ code: 'not-finite', place: 'learningRate' })
    )
  })

  it('end the run when they keep coming, even one at a time', () => {
    const { health, sink } = healthAfter(1)
    const run = () => {
      for (let step = 2; step < 100; step += 1) health.afterStep(seen(step, { finite: step % 2 === 0 }), sink)
    }
    expect(run).toThrow('20 steps were not finite')
  })

  it('have their first three batches kept', () => {
    const { health, sink } = healthAfter(1)
    const kept: boolean[] = []
    for (const step of [2, 4, 6, 8]) {
      kept.push(health.keepsBatch)
      health.afterStep(seen(step, bad), sink)
      health.afterStep(seen(step + 1), sink)
    }
    expect(kept).toEqual([true, true, true, false])
  })

  it('name the row that stands out', () => {
    const words = (values: number[]) => {
      const { health, sink, warnings } = healthAfter(1)
      const rows = { count: 3, dIn: 2, values: Float32Array.from(values), rows: Uint32Array.of(70, 80, 90) }
      health.afterStep({ ...seen(2, bad), batch: rows }, sink)
      return warnings[0].detail
    }
    expect(words([1, 0, 1, 0, 30, 40])).toContain('row 90 of the data, with 50.0 times the median norm')
    expect(words([1, 0, Number.NaN, 0, 3, 4])).toContain('Row 80 of the data holds numbers that are not finite')
    // Its square is no f32.
    expect(words([1, 0, 1e30, 0, 3, 4])).toContain('Row 80 of the data holds numbers')
  })
})

describe('the loss', () => {
  it('is marked where it spikes, and not right after', () => {
    const { health, sink, marks } = healthAfter(30)
    for (const step of [31, 32]) health.afterStep(seen(step, { loss: 50 }), sink)
    expect(marks).toEqual([{ step: 31, kind: 'spike', text: 'Loss 5.0 times its average at step 31' }])
  })

  it('is said to grow once it has been far over its lowest for long', () => {
    const { health, sink, warnings } = healthAfter(200)
    for (let step = 201; step <= 300; step += 1) health.afterStep(seen(step, { loss: step - 190 }), sink)
    expect(warnings).toEqual([])
    for (let step = 301; step <= 320; step += 1) health.afterStep(seen(step, { loss: 110 }), sink)
    expect(warnings).toMatchObject([{ title: 'The loss grows' }])
  })

  it('may grow while λ does', () => {
    const { health, sink, warnings } = healthAfter(50, { given: { sparsityWarmUpShare: 0.5 } })
    for (let step = 51; step <= 500; step += 1) health.afterStep(seen(step, { loss: step }), sink)
    expect(warnings).toEqual([])
  })
})

describe('features', () => {
  it('are counted when many are dead, once', () => {
    expect(healthAfter(5, { numbers: { dead: 40 } }).warnings).toMatchObject([{ step: 1, title: 'Many dead features' }])
    expect(healthAfter(5, { numbers: { dead: 25 } }).warnings).toEqual([])
  })

  it('are counted when many are dense, unless that was asked for', () => {
    const dense = { firing: { dense: 30 } }
    expect(healthAfter(500, dense).warnings).toMatchObject([
      { title: 'Many dense features', detail: expect.stringContaining('30 of 100') }
    ])
    expect(healthAfter(500, { ...dense, numbers: { l0: 12 } }).warnings).toEqual([])
  })

  it('may be dense at first', () => {
    expect(healthAfter(400, { firing: { dense: 30 }, given: { deadWindowSteps: 100 } }).warnings).toEqual([])
  })

  it('are counted when many almost never fire', () => {
    const { warnings } = healthAfter(500, { firing: { dense: 0, rare: 60 } })
    expect(warnings).toMatchObject([
      { title: 'Many features that almost never fire', detail: expect.stringContaining('60 of 100') }
    ])
  })

  it('are missed when almost nothing fires', () => {
    const { warnings } = healthAfter(60, { numbers: { l0: 0.1 } })
    expect(warnings).toMatchObject([{ title: 'Almost nothing fires', detail: expect.stringContaining('A larger k') }])
  })
})

describe('targets', () => {
  const jump: Partial<RunConfig> = {
    architecture: 'jumprelu',
    jumpLoss: 'target-l0',
    targetL0: 20,
    initialThreshold: 0.02,
    bandwidth: 0.1
  }

  it('are missed when L0 is far from its own after half of the steps', () => {
    const far = healthAfter(700, { given: jump, numbers: { l0: 55 } })
    expect(far.warnings).toMatchObject([{ step: 500, title: 'L0 is far from its target' }])
    expect(healthAfter(700, { given: jump, numbers: { l0: 30 } }).warnings).toEqual([])
    expect(healthAfter(700, { given: { ...jump, jumpLoss: 'l0' }, numbers: { l0: 55 } }).warnings).toEqual([])
  })

  it('are not reached by thresholds that stay where they began', () => {
    const still = healthAfter(600, { given: jump, numbers: { l0: 20, thresholds: { mean: 0.02, spread: 1e-5 } } })
    expect(still.warnings).toMatchObject([{ step: 502, title: 'Thresholds do not move' }])
    const moving = healthAfter(600, { given: jump, numbers: { l0: 20, thresholds: { mean: 0.02, spread: 1e-4 } } })
    expect(moving.warnings).toEqual([])
  })

  it('of validation are k, by the threshold of inference', () => {
    const { health, sink, warnings } = healthAfter(500, { given: { architecture: 'batchtopk' } })
    health.afterValidation(400, { fvu: 0.2, l0: 9 }, sink)
    expect(warnings).toEqual([])
    health.afterValidation(500, { fvu: 0.2, l0: 9 }, sink)
    expect(warnings).toMatchObject([{ step: 500, title: 'The threshold does not keep k features' }])
  })
})

it('warns once of overfitting', () => {
  const { health, sink, warnings } = healthAfter(50)
  health.afterValidation(50, { fvu: 0.5 }, sink)
  health.afterValidation(60, { fvu: 0.6 }, sink)
  expect(warnings).toMatchObject([{ step: 50, title: 'Validation is much worse than training' }])
})
