import { describe, expect, it } from 'vitest'
import { annealingMemory } from '../../../../../main/dictionaries/architectures/annealing-memory'
import type { Memory } from '../../../../../main/dictionaries/architectures/architecture'

const start = annealingMemory(0.2, 0.1)

/** A step at which Σ f^p of both exponents were these. */
function seen(memory: Memory, share: number, now: number, next: number): void {
  const usage = { fired: new Uint32Array(0), l0: 0, l1: 0, least: 1, powers: { now, next } }
  memory.afterStep({ usage, losses: { loss: 0, mse: 0 } }, share)
}

describe('the annealing of p', () => {
  it('goes from 1 to the last p in ten stages of equal length, after the warm-up', () => {
    const memory = start({})
    const exponents = Array.from({ length: 1000 }, (_, step) => {
      const { exponent } = memory.settings()
      seen(memory, (step + 1) / 1000, 2, 2)
      return exponent as number
    })
    const changes = exponents.flatMap((p, step) => (step > 0 && p !== exponents[step - 1] ? [step] : []))
    expect(changes).toEqual([190, 280, 370, 460, 550, 640, 730, 820, 910])
    expect([exponents[0], exponents[999]]).toEqual([1, 0.2])
    expect(exponents[500] - exponents[400]).toBeCloseTo(-0.8 / 9, 10)
  })

  it('rescales the coefficient by what the last ten steps saw, so that the penalty keeps its level', () => {
    const memory = start({})
    for (let step = 0; step < 30; step += 1) seen(memory, 0.1, step < 20 ? 1000 : 3, step < 20 ? 1 : 4)
    seen(memory, 0.19, 3, 4)
    expect(memory.settings()).toMatchObject({ exponentFactor: 0.75, exponent: 1 - 0.8 / 9, nextExponent: 1 - 1.6 / 9 })
    seen(memory, 0.28, 5, 10)
    expect(memory.settings().exponentFactor).toBe(0.375)
  })

  it('keeps the coefficient where nothing fired', () => {
    const memory = start({})
    seen(memory, 0.19, 0, 0)
    expect(memory.settings().exponentFactor).toBe(1)
  })

  it('goes on from its state as if nothing had happened', () => {
    const whole = start({})
    const steps = Array.from({ length: 100 }, (_, i) => [(i + 1) / 100, 3 + Math.sin(i), 4 + Math.cos(i)] as const)
    const states = steps.map(([share, now, next]) => {
      seen(whole, share, now, next)
      return whole.state()
    })
    for (const stop of [3, 18, 19, 47, 99]) {
      const resumed = start(states[stop])
      expect(resumed.settings()).toEqual(start(resumed.state()).settings())
      for (const [share, now, next] of steps.slice(stop + 1)) seen(resumed, share, now, next)
      expect(resumed.state()).toEqual(states[99])
      expect(resumed.settings()).toEqual(whole.settings())
    }
  })
})
