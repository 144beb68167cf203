import { beforeAll, describe, expect, it } from 'vitest'
import { scoped, tf } from '../../../../../main/dictionaries/backend/library'
import { withSparseMatrix } from '../../../../../main/dictionaries/backend/sparse-matrix'
import { startBackend } from '../../../../../main/dictionaries/backend/start'

beforeAll(async () => {
  await startBackend()
})

describe('withSparseMatrix', () => {
  it('multiplies from both sides like the dense matrix', () => {
    const [product, transposed] = scoped(() => {
      const columns = tf.tensor2d([3, 0, 1, 2, 0, 3], [3, 2], 'int32')
      const values = tf.tensor2d([1, 2, 3, 4, 5, 0], [3, 2])
      return withSparseMatrix(columns, 4, (matrix) => [
        matrix.times(values, tf.tensor2d([1, 10, 100, 1000], [4, 1])).dataSync(),
        matrix.transposedTimes(values, tf.tensor2d([1, 10, 100], [3, 1])).dataSync()
      ])
    })
    expect([...product]).toEqual([1002, 430, 5])
    expect([...transposed]).toEqual([502, 30, 40, 1])
  })

  it('frees its handles, also when its user throws', () => {
    const binding = () => (tf.backend() as unknown as { binding: { getNumOfTensors(): number } }).binding.getNumOfTensors()
    const columns = tf.tensor2d([0, 1], [2, 1], 'int32')
    columns.dataSync()
    const use = (fail: boolean) => () =>
      scoped(() =>
        withSparseMatrix(columns, 2, () => {
          if (fail) throw new Error('no')
        })
      )
    use(false)()
    const before = binding()
    use(false)()
    expect(use(true)).toThrow('no')
    expect(binding()).toBe(before)
    columns.dispose()
  })
})
