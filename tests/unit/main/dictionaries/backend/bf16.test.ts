/** At precision `fast`: this file's process has the environment of such a job. Processors differ in what they make of it. */
import { beforeAll, describe, expect, it } from 'vitest'
import type { Path } from '../../../../../main/dictionaries/architectures/architecture'
import { automaticPath } from '../../../../../main/dictionaries/architectures/automatic'
import { topkDefinition } from '../../../../../main/dictionaries/architectures/topk'
import { topkSparsePath } from '../../../../../main/dictionaries/architectures/topk-sparse'
import { transposedProduct, usesBf16 } from '../../../../../main/dictionaries/backend/bf16'
import { withEntries } from '../../../../../main/dictionaries/backend/entries'
import { environmentFor } from '../../../../../main/dictionaries/backend/environment'
import { scoped, type Tensor2D, tf } from '../../../../../main/dictionaries/backend/library'
import { startBackend } from '../../../../../main/dictionaries/backend/start'
import { randomBatch, relativeDifference } from '../made'
import { randomParameters, saeShape } from '../paths'

beforeAll(async () => {
  Object.assign(process.env, environmentFor({ precision: 'fast' }))
  expect((await startBackend()).name).toBe('tensorflow')
})

function random(rows: number, columns: number, seed: number): Tensor2D {
  return tf.tensor2d(randomBatch(rows, columns, seed).values, [rows, columns])
}

const nativeTensors = () => (tf.backend() as unknown as { binding: { getNumOfTensors(): number } }).binding.getNumOfTensors()

describe('products of precision fast', () => {
  it('are a × bᵀ to the 8 bits of bf16', () => {
    scoped(() => {
      const [a, b] = [random(40, 300, 1), random(70, 300, 2)]
      const [fast, right] = [transposedProduct(a, b), tf.matMul(a.cast('float32'), b, false, true)]
      expect(fast.shape).toEqual([40, 70])
      expect(fast.dtype).toBe('float32')
      expect(relativeDifference(fast.dataSync() as Float32Array, right.dataSync() as Float32Array)).toBeLessThan(0.006)
    })
  })

  it('are rounded to bf16 where that is used', () => {
    scoped(() => {
      const found = transposedProduct(tf.tensor2d([1.001], [1, 1]), tf.tensor2d([3], [1, 1])).dataSync()[0]
      if (usesBf16()) expect(found).toBe(3)
      else expect(found).toBeCloseTo(3.003, 1)
    })
  })

  it('of some entries are the same as those of all', () => {
    scoped(() => {
      const [left, right] = [random(64, 24, 3), random(500, 24, 4)]
      const places = {
        rows: Int32Array.from({ length: 200 }, (_, i) => (i * 5) % 64),
        columns: Int32Array.from({ length: 200 }, (_, i) => (i * i) % 500)
      }
      withEntries(places, [64, 500], (entries) => {
        const some = entries.products(left, right).dataSync() as Float32Array
        const all = entries.valuesOf(tf.matMul(left, right, false, true)).dataSync() as Float32Array
        expect(relativeDifference(some, all)).toBeLessThan(0.006)
      })
    })
  })

  it('give TopK nearly the gradients of its definition', () => {
    const shape = saeShape(64, 512)
    const settings = { k: 8, auxK: 16, auxCoefficient: 1 / 32 }
    const parameters = randomParameters(shape)
    const step = { sparsityCoefficient: 0, dead: Int32Array.from({ length: 40 }, (_, i) => i) }
    const compute = (path: Path) =>
      scoped(() => {
        const x = random(200, 64, 7)
        const weights = Object.fromEntries(
          Object.entries(parameters).map(([name, { shape, data }]) => [name, tf.tensor(data.slice(), shape)])
        )
        const { gradients, losses } = path.gradients(weights, { x, y: x }, step)
        const downloaded = Object.entries(gradients).map(([name, tensor]) => [name, tensor.dataSync() as Float32Array] as const)
        return { gradients: new Map(downloaded), losses }
      })
    const [fast, right] = [topkSparsePath(shape, settings), automaticPath(topkDefinition(shape, settings))].map(compute)
    for (const [name, gradient] of right.gradients) {
      expect(relativeDifference(fast.gradients.get(name)!, gradient), name).toBeLessThan(0.08)
    }
    expect(fast.losses.loss / right.losses.loss).toBeCloseTo(1, 2)
  })

  it('leave no tensors behind', () => {
    const work = () => scoped(() => transposedProduct(random(8, 16, 5), random(9, 16, 6)).dataSync()[0])
    work()
    const before = nativeTensors()
    work()
    expect(nativeTensors()).toBe(before)
  })
})
