import { describe, expect, it } from 'vitest'
import { louvain } from '../../../../main/maths/louvain'
import { createRandom } from '../../../../main/maths/random'

type Edge = [from: number, to: number, weight: number]

function graphOf(nodes: number, edges: Edge[]) {
  return {
    nodes,
    from: Uint32Array.from(edges, ([from]) => from),
    to: Uint32Array.from(edges, ([, to]) => to),
    weights: Float64Array.from(edges, ([, , weight]) => weight)
  }
}

/** Newman's modularity, by its definition over all pairs. */
function modularity(nodes: number, edges: Edge[], groups: ArrayLike<number>): number {
  const weight = Array.from({ length: nodes }, () => new Float64Array(nodes))
  for (const [from, to, value] of edges) {
    weight[from][to] += value
    weight[to][from] += value
  }
  const degrees = weight.map((row) => row.reduce((sum, value) => sum + value, 0))
  const total = degrees.reduce((sum, value) => sum + value, 0)
  let sum = 0
  for (let i = 0; i < nodes; i += 1) {
    for (let j = 0; j < nodes; j += 1) {
      if (groups[i] === groups[j]) sum += weight[i][j] - (degrees[i] * degrees[j]) / total
    }
  }
  return sum / total
}

/** Groups of 30, 20 and 10 nodes in which nodes know each other; a few edges between them. */
function planted(): { edges: Edge[]; truth: number[] } {
  const random = createRandom(5)
  const truth = Array.from({ length: 60 }, (_, node) => (node < 10 ? 2 : node < 40 ? 0 : 1))
  const edges: Edge[] = []
  for (let i = 0; i < 60; i += 1) {
    for (let j = 0; j < i; j += 1)
      if (random.next() < (truth[i] === truth[j] ? 0.5 : 0.01)) edges.push([j, i, 0.5 + random.next()])
  }
  return { edges, truth }
}

describe('louvain', () => {
  it('finds planted groups, the largest first', () => {
    const { edges, truth } = planted()
    expect([...louvain(graphOf(60, edges), 1)]).toEqual(truth)
  })

  it('is the same for the same seed, and as good as the best of two cliques of different weight', () => {
    const random = createRandom(8)
    const edges: Edge[] = []
    for (let i = 0; i < 40; i += 1)
      for (let j = 0; j < i; j += 1) if (random.next() < 0.15) edges.push([j, i, random.next() + 0.01])
    const groups = louvain(graphOf(40, edges), 3)
    expect(louvain(graphOf(40, edges), 3)).toEqual(groups)
    const found = modularity(40, edges, groups)
    // No node can gain by joining another group: what the method promises.
    for (let node = 0; node < 40; node += 1) {
      for (let group = 0; group <= Math.max(...groups); group += 1) {
        const changed = groups.slice()
        changed[node] = group
        expect(modularity(40, edges, changed)).toBeLessThan(found + 0.01)
      }
    }
    expect(found).toBeGreaterThan(modularity(40, edges, new Uint32Array(40)))
  })

  it('leaves nodes without edges alone', () => {
    const groups = louvain(graphOf(4, [[1, 2, 1]]), 1)
    expect(groups[1]).toBe(groups[2])
    expect(new Set(groups).size).toBe(3)
  })
})
