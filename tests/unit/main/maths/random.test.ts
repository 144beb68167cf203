/** The seeded stream: repeatable, evenly spread, independent of other seeds. */
import { describe, expect, it } from 'vitest'
import { createRandom, mixSeeds } from '../../../../main/maths/random'

function draws(seed: number, count: number): number[] {
  const random = createRandom(seed)
  return Array.from({ length: count }, () => random.next())
}

describe('createRandom', () => {
  it('repeats for the same seed and differs for others, also beyond 32 bits', () => {
    expect(draws(7, 5)).toEqual(draws(7, 5))
    const firsts = [0, 1, 2, 7, 2 ** 32, 2 ** 32 + 7, -1].map((seed) => draws(seed, 1)[0])
    expect(new Set(firsts).size).toBe(firsts.length)
  })

  it('keeps its first numbers from release to release', () => {
    expect(draws(0, 3)).toMatchInlineSnapshot(`
      [
        0.029862348455935717,
        0.2451258422806859,
        0.7655397434718907,
      ]
    `)
  })

  it('spreads evenly over [0, 1)', () => {
    const counts = new Array<number>(10).fill(0)
    for (const value of draws(3, 100_000)) counts[Math.floor(value * 10)] += 1
    for (const count of counts) expect(Math.abs(count - 10_000)).toBeLessThan(400)
  })

  it('draws whole numbers below n, all of them', () => {
    const random = createRandom(5)
    const seen = new Set(Array.from({ length: 500 }, () => random.integer(7)))
    expect([...seen].sort()).toEqual([0, 1, 2, 3, 4, 5, 6])
    expect(random.integer(1)).toBe(0)
  })

  it('draws normal numbers of mean 0, variance 1 and the right tails', () => {
    const random = createRandom(11)
    const values = Array.from({ length: 100_000 }, () => random.normal())
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length
    const variance = values.reduce((sum, value) => sum + value * value, 0) / values.length
    const beyondTwo = values.filter((value) => Math.abs(value) > 2).length / values.length
    expect(Math.abs(mean)).toBeLessThan(0.015)
    expect(Math.abs(variance - 1)).toBeLessThan(0.02)
    expect(Math.abs(beyondTwo - 0.0455)).toBeLessThan(0.003)
  })
})

describe('mixSeeds', () => {
  it('gives each combination a seed of its own, order mattering', () => {
    const seeds = new Set<number>()
    for (let seed = 0; seed < 40; seed += 1) for (let epoch = 0; epoch < 40; epoch += 1) seeds.add(mixSeeds(seed, epoch))
    expect(seeds.size).toBe(1600)
    expect(mixSeeds(1, 2)).not.toBe(mixSeeds(2, 1))
    expect(mixSeeds(1, 2)).toBe(mixSeeds(1, 2))
  })
})
