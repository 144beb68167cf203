import { describe, expect, it } from 'vitest'
import { ProgressMeter } from '../../../../../main/engine/jobs/progress-meter'

const steps = (done: number, total = 100) => ({ done, total, unit: 'steps' })

describe('rate and time left', () => {
  it('follow from what was seen', () => {
    const meter = new ProgressMeter()
    expect(meter.measure(steps(0), 0)).toEqual(steps(0))
    expect(meter.measure(steps(20), 2_000)).toEqual({ ...steps(20), perSecond: 10, secondsLeft: 8 })
  })

  it('follow the last ten seconds, not the whole past', () => {
    const meter = new ProgressMeter()
    for (let second = 0; second <= 60; second += 1) meter.measure(steps(second, 1_000), second * 1_000)
    for (let second = 61; second <= 80; second += 1) meter.measure(steps(60 + 5 * (second - 60), 1_000), second * 1_000)
    expect(meter.measure(steps(165, 1_000), 81_000).perSecond).toBeCloseTo(5, 1)
  })

  it('begin anew with another unit, after going back, and after a pause', () => {
    const meter = new ProgressMeter()
    meter.measure(steps(0), 0)
    meter.measure(steps(50), 1_000)
    expect(meter.measure({ done: 10, total: 20, unit: 'rows' }, 2_000)).not.toHaveProperty('perSecond')
    expect(meter.measure({ done: 5, total: 20, unit: 'rows' }, 3_000)).not.toHaveProperty('perSecond')
    meter.restart()
    expect(meter.measure({ done: 6, total: 20, unit: 'rows' }, 60_000)).not.toHaveProperty('perSecond')
  })

  it('leave alone what the work says itself, and say no time when the total is not known', () => {
    const meter = new ProgressMeter()
    meter.measure(steps(0, 0), 0)
    expect(meter.measure(steps(10, 0), 1_000)).toEqual({ ...steps(10, 0), perSecond: 10 })
    expect(meter.measure({ ...steps(20), perSecond: 2 }, 2_000)).toMatchObject({ perSecond: 2, secondsLeft: 40 })
    expect(meter.measure({ ...steps(30), perSecond: 2, secondsLeft: 1 }, 3_000)).toMatchObject({ secondsLeft: 1 })
  })
})
