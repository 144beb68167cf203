/** Random orders: whole, repeatable, unbiased. */
import { expect, it } from 'vitest'
import { createRandom } from '../../../../main/maths/random'
import { permutation } from '../../../../main/maths/shuffle'

it('holds every number once', () => {
  const order = permutation(1000, createRandom(1))
  expect([...order].sort((a, b) => a - b)).toEqual(Array.from({ length: 1000 }, (_, i) => i))
  expect([...order]).not.toEqual(Array.from({ length: 1000 }, (_, i) => i))
})

it('repeats for the same stream', () => {
  expect(permutation(50, createRandom(4))).toEqual(permutation(50, createRandom(4)))
  expect(permutation(50, createRandom(4))).not.toEqual(permutation(50, createRandom(5)))
})

it('makes all six orders of three about equally often', () => {
  const counts = new Map<string, number>()
  const random = createRandom(2)
  for (let i = 0; i < 6000; i += 1) {
    const key = permutation(3, random).join()
    counts.set(key, (counts.get(key) ?? 0) + 1)
  }
  expect(counts.size).toBe(6)
  for (const count of counts.values()) expect(Math.abs(count - 1000)).toBeLessThan(130)
})

it('knows empty and single orders', () => {
  expect([permutation(0, createRandom(0)).length, ...permutation(1, createRandom(0))]).toEqual([0, 0])
})
