import { describe, expect, it } from 'vitest'
import { Clock } from '../../../../main/training/clock'

function clockAt(seconds: number) {
  const time = { ms: 0 }
  return {
    clock: new Clock(seconds, () => time.ms),
    pass: (ms: number) => {
      time.ms += ms
    }
  }
}

describe('Clock', () => {
  it('counts seconds from where it was, without pauses', () => {
    const { clock, pass } = clockAt(10)
    pass(2000)
    clock.pause()
    pass(60_000)
    expect(clock.seconds()).toBe(12)
    clock.resume()
    pass(500)
    expect(clock.seconds()).toBe(12.5)
  })

  it('gives rows per second of a step, without pauses, validations and checkpoints', async () => {
    const { clock, pass } = clockAt(0)
    pass(100)
    expect(clock.addRows(50)).toBe(500)
    await clock.aside(async () => pass(5000))
    pass(200)
    expect(clock.addRows(50)).toBe(250)
    expect(clock.rateSinceValidation()).toBeCloseTo(100 / 0.3, 6)
    expect(clock.rateSinceValidation()).toBe(0)
    clock.pause()
    pass(9000)
    clock.resume()
    pass(100)
    expect(clock.addRows(10)).toBe(100)
    expect(clock.seconds()).toBeCloseTo(5.4, 6)
  })

  it('tells the share of the time of steps before their batch came, validations and checkpoints not counted', async () => {
    const { clock, pass } = clockAt(0)
    expect(clock.waitShare()).toBe(0)
    async function* slow() {
      for (const ms of [300, 100]) {
        pass(ms)
        yield ms
      }
    }
    const shares: number[] = []
    for await (const ms of clock.awaited(slow())) {
      pass(2 * ms)
      clock.addRows(8)
      shares.push(clock.waitShare())
      await clock.aside(async () => pass(5000))
    }
    expect(shares).toEqual([1 / 3, 1 / 3].map((share) => expect.closeTo(share, 9)))
  })

  it('ends the batches when nobody wants more', async () => {
    const { clock } = clockAt(0)
    let ended = false
    async function* endless() {
      try {
        for (;;) yield 1
      } finally {
        ended = true
      }
    }
    for await (const _ of clock.awaited(endless())) break
    expect(ended).toBe(true)
  })
})
