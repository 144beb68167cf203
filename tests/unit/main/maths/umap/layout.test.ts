import { describe, expect, it } from 'vitest'
import { createRandom } from '../../../../../main/maths/random'
import type { FuzzyGraph } from '../../../../../main/maths/umap/fuzzy-graph'
import { Layout, usualEpochs } from '../../../../../main/maths/umap/layout'

/** Four rings of 25 points that know their neighbors on the ring and no one else. */
function rings(): FuzzyGraph {
  const edges = Array.from({ length: 100 }, (_, node) => {
    const ring = 25 * Math.floor(node / 25)
    return [1, 2].map((step) => [node, ring + ((node - ring + step) % 25)])
  }).flat()
  return {
    nodes: 100,
    from: Uint32Array.from(edges, ([from]) => from),
    to: Uint32Array.from(edges, ([, to]) => to),
    weights: new Float32Array(edges.length).fill(0.8)
  }
}

function laidOut(seed: number): Float32Array {
  const random = createRandom(3)
  const start = Float32Array.from({ length: 200 }, () => 10 * (2 * random.next() - 1))
  const layout = new Layout(rings(), start, { epochs: 200, seed })
  while (layout.epoch < layout.epochs) layout.step()
  return layout.positions
}

describe('Layout', () => {
  const positions = laidOut(1)
  const distance = (i: number, j: number): number =>
    Math.hypot(positions[2 * i] - positions[2 * j], positions[2 * i + 1] - positions[2 * j + 1])

  it('draws neighbors together and pushes others away', () => {
    const [near, far] = [[] as number[], [] as number[]]
    for (let i = 0; i < 100; i += 1) {
      near.push(distance(i, 25 * Math.floor(i / 25) + ((i + 1) % 25)))
      far.push(distance(i, (i + 50) % 100))
    }
    expect(mean(near)).toBeLessThan(1)
    expect(mean(far)).toBeGreaterThan(4 * mean(near))
    expect(positions.every(Number.isFinite)).toBe(true)
  })

  it('is the same for the same seed and another for another', () => {
    expect(laidOut(1)).toEqual(positions)
    expect(laidOut(2)).not.toEqual(positions)
  })

  it('parts points that begin at one place', () => {
    const layout = new Layout(rings(), new Float32Array(200), { epochs: 50, seed: 1 })
    while (layout.epoch < layout.epochs) layout.step()
    expect(new Set(layout.positions).size).toBeGreaterThan(100)
  })

  it('takes fewer epochs for many points', () => {
    expect([usualEpochs(10_000), usualEpochs(10_001)]).toEqual([500, 200])
  })
})

function mean(values: number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}
