import { describe, expect, it } from 'vitest'
import { MapAnswer } from '../../../../../contract/records/studies/map'
import { answerMap } from '../../../../../main/analysis/studies/map'
import { createRandom } from '../../../../../main/maths/random'
import { randomProblem } from '../dense'
import { denseRun, materialOf, quietSide } from './dense-material'

const [features, width, clusters] = [120, 16, 4]

/** Directions around four centers, 50, 35, 20 and 15 of them, of any length. */
function planted(): { material: ReturnType<typeof materialOf>; clusterOf: number[] } {
  const problem = randomProblem({ seed: 1, rows: 4, dIn: width, dSae: features })
  const random = createRandom(2)
  const centers = Array.from({ length: clusters }, () => Array.from({ length: width }, () => random.normal()))
  const clusterOf = Array.from({ length: features }, (_, i) => {
    const place = (7 * i) % features
    return place < 50 ? 0 : place < 85 ? 1 : place < 105 ? 2 : 3
  })
  const { data } = problem.dictionary.tensors.W_dec
  clusterOf.forEach((cluster, feature) => {
    const length = 0.1 + random.next()
    for (let i = 0; i < width; i += 1) data[feature * width + i] = length * (centers[cluster][i] + 0.5 * random.normal())
  })
  return { material: materialOf(denseRun(problem)), clusterOf }
}

const { material, clusterOf } = planted()
const map = (seed: number) => answerMap({ kind: 'map', seed }, material, quietSide, undefined)
const first = map(1)

describe('the map of directions around four centers', () => {
  it('keeps the centers apart', async () => {
    const { arrays } = await first
    const positions = arrays.positions.data
    const centers = Array.from({ length: clusters }, (_, cluster) => {
      const own = clusterOf.flatMap((one, feature) => (one === cluster ? [feature] : []))
      const middle = [0, 1].map((axis) => own.reduce((sum, feature) => sum + positions[2 * feature + axis], 0) / own.length)
      return middle
    })
    const nearest = clusterOf.map((_, feature) => {
      const distances = centers.map(([x, y]) => Math.hypot(positions[2 * feature] - x, positions[2 * feature + 1] - y))
      return distances.indexOf(Math.min(...distances))
    })
    expect(nearest).toEqual(clusterOf)
  })

  it('has them as groups, and for each the feature in the middle', async () => {
    const { answer, arrays } = await first
    // Groups are ordered by size, and may be parts of a cluster, but never mix two.
    const clustersOfGroup = new Map<number, Set<number>>()
    arrays.groups.data.forEach((group, feature) => {
      clustersOfGroup.set(group, (clustersOfGroup.get(group) ?? new Set()).add(clusterOf[feature]))
    })
    for (const found of clustersOfGroup.values()) expect(found.size).toBe(1)
    expect(answer.groupCount).toBe(clustersOfGroup.size)
    expect(answer.groups.reduce((sum, group) => sum + group.features, 0)).toBe(features)
    for (const { group, middle } of answer.groups) expect(arrays.groups.data[middle]).toBe(group)
    expect(MapAnswer.parse(answer)).toEqual(answer)
  })

  it('is the same for the same seed, another for another', async () => {
    const [one, same, other] = [await first, await map(1), await map(2)]
    expect(same.arrays.positions.data).toEqual(one.arrays.positions.data)
    expect(same.answer).toEqual(one.answer)
    expect(other.arrays.positions.data).not.toEqual(one.arrays.positions.data)
  })

  it('stops when cancelled', async () => {
    const side = { ...quietSide, signal: AbortSignal.abort() }
    await expect(answerMap({ kind: 'map', seed: 1 }, material, side, undefined)).rejects.toMatchObject({ code: 'cancelled' })
  })
})

it('draws a dictionary of few features, some of them without direction', async () => {
  const problem = randomProblem({ seed: 1, rows: 4, dIn: 3, dSae: 5 })
  problem.dictionary.tensors.W_dec.data.fill(0, 0, 6)
  const { answer, arrays } = await answerMap({ kind: 'map', seed: 0 }, materialOf(denseRun(problem)), quietSide, undefined)
  expect(answer).toMatchObject({ features: 5, neighbors: 4 })
  expect(Array.from(arrays.positions.data).every(Number.isFinite)).toBe(true)
})
