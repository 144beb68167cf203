import { expect, test } from 'vitest'
import { byNeighbors, byNumber, lastOnes, randomOrder, unexplainedMass } from '../../../../main/analysis/queue'

const all = Uint32Array.of(0, 1, 2, 3, 4)

test('a random order has every feature once, and depends on the seed alone', () => {
  const many = Uint32Array.from({ length: 50 }, (_, i) => i)
  expect(randomOrder(many, 7)).toEqual(randomOrder(many.toReversed(), 7))
  expect(randomOrder(many, 7)).not.toEqual(randomOrder(many, 8))
  expect(randomOrder(many, 7).slice().sort()).toEqual(many)
})

test('what labeled features already carry of a row counts less', async () => {
  async function* rows() {
    yield { starts: Uint32Array.of(0, 2, 3), features: Uint32Array.of(0, 1, 2), values: Float32Array.of(3, 1, 2) }
    yield { starts: Uint32Array.of(0, 2), features: Uint32Array.of(0, 2), values: Float32Array.of(1, 1) }
  }
  // Row 0: 3 of 4 are labeled; row 1: nothing; row 2: half.
  expect([...(await unexplainedMass(rows(), Uint8Array.of(1, 0, 0)))]).toEqual([0.75 + 0.5, 0.25, 2 + 0.5])
  expect([...(await unexplainedMass(rows(), new Uint8Array(3)))]).toEqual([4, 1, 3])
})

test('numbers order from the greatest, ties by id', () => {
  expect([...byNumber(all, [1, 5, 1, 9, 5])]).toEqual([3, 1, 4, 0, 2])
})

test('neighbors come first, then theirs, then the others as they were', () => {
  const near: Record<number, number[]> = { 3: [1], 1: [3, 4], 4: [2] }
  expect([...byNeighbors(all, 3, (feature) => near[feature] ?? [], 100)]).toEqual([1, 4, 2, 0, 3])
  expect([...byNeighbors(Uint32Array.of(0, 2, 4), 3, (feature) => near[feature] ?? [], 100)]).toEqual([4, 2, 0])
  expect([...byNeighbors(all, 3, (feature) => near[feature] ?? [], 2)]).toEqual([1, 0, 2, 3, 4])
})

test('what was put off comes last, both parts in their order', () => {
  expect([...lastOnes(Uint32Array.of(4, 2, 0, 3, 1), [0, 4, 9])]).toEqual([2, 3, 1, 4, 0])
  expect(lastOnes(all, [])).toBe(all)
})
