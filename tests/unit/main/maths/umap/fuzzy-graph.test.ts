import { describe, expect, it } from 'vitest'
import { createRandom } from '../../../../../main/maths/random'
import { fuzzyGraph, membershipStrengths, type NearestNeighbors } from '../../../../../main/maths/umap/fuzzy-graph'

/** Exact neighbors of random points in the plane. */
function neighborsOf(nodes: number, count: number): NearestNeighbors {
  const random = createRandom(7)
  const points = Array.from({ length: nodes }, () => [random.normal(), random.normal()])
  const [ids, distances] = [new Uint32Array(nodes * count), new Float32Array(nodes * count)]
  points.forEach(([x, y], node) => {
    const all = points.map(([u, v], id) => ({ id, distance: Math.hypot(x - u, y - v) })).filter(({ id }) => id !== node)
    all.sort((p, q) => p.distance - q.distance)
    all.slice(0, count).forEach(({ id, distance }, i) => {
      ids[node * count + i] = id
      distances[node * count + i] = distance
    })
  })
  return { nodes, count, ids, distances }
}

describe('the strengths of neighbors', () => {
  const neighbors = neighborsOf(50, 6)
  const strengths = membershipStrengths(neighbors)

  it('are 1 for the nearest, fall with distance, and add up to log₂ of neighbors and point', () => {
    for (let node = 0; node < 50; node += 1) {
      const own = Array.from(strengths.subarray(node * 6, node * 6 + 6))
      expect(own[0]).toBe(1)
      expect(own).toEqual(own.toSorted((a, b) => b - a))
      expect(own.reduce((sum, value) => sum + value, 0)).toBeCloseTo(Math.log2(7), 4)
    }
  })

  it('are 1 for points at the same place', () => {
    const same = { nodes: 2, count: 1, ids: Uint32Array.of(1, 0), distances: new Float32Array(2) }
    expect([...membershipStrengths(same)]).toEqual([1, 1])
  })
})

describe('the fuzzy graph', () => {
  it('is the union of both directions, each edge once', () => {
    const neighbors = neighborsOf(40, 5)
    const strengths = membershipStrengths(neighbors)
    const directed = (from: number, to: number): number => {
      const at = neighbors.ids.subarray(from * 5, from * 5 + 5).indexOf(to)
      return at < 0 ? 0 : strengths[from * 5 + at]
    }
    const graph = fuzzyGraph(neighbors)
    const weightOf = new Map(Array.from(graph.weights, (weight, edge) => [`${graph.from[edge]} ${graph.to[edge]}`, weight]))
    expect(weightOf.size).toBe(graph.weights.length)
    for (let i = 0; i < 40; i += 1) {
      for (let j = i + 1; j < 40; j += 1) {
        const [a, b] = [directed(i, j), directed(j, i)]
        expect(weightOf.get(`${i} ${j}`) ?? 0).toBeCloseTo(a + b - a * b, 6)
      }
    }
  })
})
