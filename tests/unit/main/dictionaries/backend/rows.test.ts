import { beforeAll, describe, expect, it } from 'vitest'
import { scoped, tf } from '../../../../../main/dictionaries/backend/library'
import {
  columnSums,
  leastPositive,
  reluGradient,
  rowNorms,
  squaredNorm,
  unitRows
} from '../../../../../main/dictionaries/backend/rows'
import { addToRows } from '../../../../../main/dictionaries/backend/scatter'
import { startBackend } from '../../../../../main/dictionaries/backend/start'

beforeAll(async () => {
  await startBackend()
})

const matrix = () => tf.tensor2d([3, 4, 0, 0, -6, 8], [3, 2])

describe('work on rows', () => {
  it('takes norms of the whole and of rows', () => {
    expect(scoped(() => squaredNorm(matrix()).dataSync()[0])).toBe(125)
    expect(scoped(() => [...rowNorms(matrix()).dataSync()])).toEqual([5, 0, 10])
  })

  it('brings rows to norm 1 and leaves zero rows at zero', () => {
    const unit = scoped(() => [...unitRows(matrix()).dataSync()])
    ;[0.6, 0.8, 0, 0, -0.6, 0.8].forEach((value, i) => {
      expect(unit[i]).toBeCloseTo(value, 6)
    })
  })

  it('sums over rows', () => {
    expect(scoped(() => [...columnSums(matrix()).dataSync()])).toEqual([-3, 12])
  })

  it('finds the smallest entry above 0, if there is one', () => {
    expect(scoped(() => leastPositive(tf.tensor2d([3, 0, 0.25, 0, 7, 0.5], [3, 2])))).toBeCloseTo(0.25, 6)
    expect(scoped(() => leastPositive(tf.zeros([3, 2])))).toBe(Number.POSITIVE_INFINITY)
  })

  it('passes gradients where a ReLU was open', () => {
    const activations = [1, 0, 2, 0, 0, 3]
    const passed = scoped(() => [...reluGradient(matrix(), tf.tensor2d(activations, [3, 2])).dataSync()])
    expect(passed.map((value) => value + 0)).toEqual([3, 0, 0, 0, 0, 8])
  })

  it('adds to some rows', () => {
    const sum = scoped(() => [
      ...addToRows(matrix(), tf.tensor1d([2, 0], 'int32'), tf.tensor2d([1, 1, 10, 20], [2, 2])).dataSync()
    ])
    expect(sum).toEqual([13, 24, 0, 0, -5, 9])
  })
})
