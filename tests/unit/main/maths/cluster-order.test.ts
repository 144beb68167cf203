import { expect, test } from 'vitest'
import { clusterOrder } from '../../../../main/maths/cluster-order'
import { cosineDistances } from '../../../../main/maths/cosine-distances'
import { createRandom } from '../../../../main/maths/random'

const distancesOf = (points: number[]): Float32Array =>
  Float32Array.from(points.flatMap((a) => points.map((b) => Math.abs(a - b))))

test('points on a line come in their order, forward or backward', () => {
  const points = [9, 1, 30, 3, 31, 10, 0]
  const order = [...clusterOrder(distancesOf(points), 7)].map((i) => points[i])
  expect([order, order.toReversed()]).toContainEqual([0, 1, 3, 9, 10, 30, 31])
})

test('every thing is there once, ties or not, and few things are no matter', () => {
  const random = createRandom(1)
  for (const n of [0, 1, 2, 50]) {
    const points = Array.from({ length: n }, () => random.integer(6))
    expect([...clusterOrder(distancesOf(points), n)].sort((a, b) => a - b)).toEqual([...points.keys()])
  }
})

/** Average linkage by its definition: the two clusters whose mean distance is least, again and again. */
function clustersByDefinition(distances: Float32Array, n: number, wanted: number): Set<string> {
  let clusters = Array.from({ length: n }, (_, i) => [i])
  while (clusters.length > wanted) {
    const pairs = clusters.flatMap((a, i) => clusters.slice(i + 1).map((b) => ({ a, b, mean: meanDistance(a, b) })))
    const { a, b } = pairs.reduce((best, pair) => (pair.mean < best.mean ? pair : best))
    clusters = [...clusters.filter((one) => one !== a && one !== b), [...a, ...b]]
  }
  return new Set(clusters.map((one) => one.toSorted((x, y) => x - y).join()))

  function meanDistance(a: number[], b: number[]): number {
    const all = a.flatMap((x) => b.map((y) => distances[x * n + y]))
    return all.reduce((sum, one) => sum + one, 0) / all.length
  }
}

test('the clusters of average linkage stand together', () => {
  const random = createRandom(5)
  const [n, width] = [40, 6]
  const matrix = Float32Array.from({ length: n * width }, () => random.normal())
  const distances = cosineDistances(matrix, n, width)
  const order = [...clusterOrder(distances, n)]
  for (const wanted of [20, 8, 3]) {
    for (const cluster of clustersByDefinition(distances, n, wanted)) {
      const places = cluster.split(',').map((i) => order.indexOf(Number(i)))
      expect(Math.max(...places) - Math.min(...places)).toBe(places.length - 1)
    }
  }
})

test('cosine distances are 1 − cosine, 1 from a row of zeros', () => {
  const distances = cosineDistances(Float32Array.of(1, 0, 3, 3, 0, 0, -2, 0), 4, 2)
  expect([...distances.subarray(0, 4)].map((one) => Math.round(one * 1e4) / 1e4)).toEqual([0, 0.2929, 1, 2])
  expect([...distances.subarray(8, 12)]).toEqual([1, 1, 0, 1])
})
