/** Bin edges: round, covering, few enough. */
import { expect, it } from 'vitest'
import { roundEdges } from '../../../../main/maths/round-edges'

it('covers the range with round steps and no more bins than allowed', () => {
  const ranges: [number, number, number][] = [
    [130.2, 342, 60],
    [0, 1, 10],
    [0.0031, 0.0099, 20],
    [5, 5, 8],
    [0, 0, 8],
    [1e6, 3e9, 40]
  ]
  for (const [from, to, most] of ranges) {
    const edges = roundEdges(from, to, most)
    expect(edges[0]).toBeLessThanOrEqual(from)
    expect(edges[edges.length - 1]).toBeGreaterThanOrEqual(to)
    expect(edges.length - 1).toBeLessThanOrEqual(most)
    expect(edges.every((edge, index) => index === 0 || edge > edges[index - 1])).toBe(true)
  }
})

it('steps by one, two, three, four, five or six of a power of ten', () => {
  expect(roundEdges(0, 10, 6).slice(0, 3)).toEqual([0, 2, 4])
  expect(roundEdges(130.16, 342, 60).slice(0, 3)).toEqual([128, 132, 136])
  expect(roundEdges(0.7566, 1.3928, 8)).toEqual([0.7, 0.8, 0.9, 1, 1.1, 1.2, 1.3, 1.4])
})
