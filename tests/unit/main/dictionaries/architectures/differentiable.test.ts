import { beforeAll, describe, expect, it } from 'vitest'
import { constant, keepLargest } from '../../../../../main/dictionaries/architectures/differentiable'
import { scoped, type Tensor, type Tensor2D, tf } from '../../../../../main/dictionaries/backend/library'
import { startBackend } from '../../../../../main/dictionaries/backend/start'

beforeAll(async () => {
  await startBackend()
})

const numbers = (tensor: Tensor): number[] => Array.from(tensor.dataSync(), (value) => value + 0)

describe('keepLargest', () => {
  it('keeps the k largest of each row, negative ones too, and passes gradients only to them', () => {
    scoped(() => {
      const matrix = tf.tensor2d([1, 5, 3, -1, -3, -2], [2, 3])
      expect(numbers(keepLargest(matrix, 2))).toEqual([0, 5, 3, -1, 0, -2])
      const gradient = tf.grad((x) =>
        keepLargest(x as Tensor2D, 2)
          .square()
          .sum()
      )(matrix)
      expect(numbers(gradient)).toEqual([0, 10, 6, -2, 0, -4])
    })
  })

  it('keeps everything when k is the width', () => {
    expect(scoped(() => numbers(keepLargest(tf.tensor2d([1, -5], [1, 2]), 2)))).toEqual([1, -5])
  })
})

describe('constant', () => {
  it('has no derivative, whatever is computed within', () => {
    scoped(() => {
      const gradient = tf.grad((x) => x.mul(constant(x, (values) => tf.divNoNan(1, values.sum()))).sum())(tf.tensor1d([1, 3]))
      expect(numbers(gradient)).toEqual([0.25, 0.25])
    })
  })
})
