import { expect, it } from 'vitest'
import type { Memory } from '../../../../../main/dictionaries/architectures/architecture'
import { batchThreshold } from '../../../../../main/dictionaries/architectures/batchtopk-memory'

function see(memory: Memory, ...smallest: number[]): number | undefined {
  for (const least of smallest) {
    memory.afterStep({ usage: { fired: new Uint32Array(0), l0: 0, l1: 0, least }, losses: { loss: 0, mse: 0 } }, 0)
  }
  return memory.settings().threshold
}

it('has no threshold before the first step', () => {
  expect(batchThreshold({}, 600).settings()).toEqual({})
})

it('takes the latest while it warms up, then looks back on 1,000 steps with β 0.999', () => {
  const memory = batchThreshold({}, 50_000)
  expect(see(memory, 5, 3)).toBe(3)
  for (let step = 2; step < 1000; step += 1) see(memory, 2)
  expect(memory.settings().threshold).toBe(2)
  expect(see(memory, 4)).toBeCloseTo(0.999 * 2 + 0.001 * 4, 12)
})

it('looks back on a fiftieth of a shorter run', () => {
  const memory = batchThreshold({}, 200)
  expect(see(memory, 9, 9, 9, 2)).toBe(2)
  expect(see(memory, 6)).toBeCloseTo(3, 12)
})

it('passes over steps in which nothing fired', () => {
  const memory = batchThreshold({}, 100)
  expect(see(memory, Number.POSITIVE_INFINITY)).toBeUndefined()
  expect(see(memory, 2, Number.POSITIVE_INFINITY)).toBe(2)
})

it('goes on from its state bit for bit, float64 and all', () => {
  const memory = batchThreshold({}, 150)
  see(memory, 1 / 3, 1 / 7, 1 / 11, 1 / 13, Math.PI)
  const again = batchThreshold(memory.state(), 150)
  expect(again.settings()).toEqual(memory.settings())
  expect(Math.fround(again.settings().threshold as number)).not.toBe(again.settings().threshold)
  expect(see(again, 0.1)).toBe(see(memory, 0.1))
  expect(again.state()).toEqual(memory.state())
})
