import { beforeAll, describe, expect, it } from 'vitest'
import { everywhere, isFew, onEntries, type Support } from '../../../../../main/dictionaries/architectures/support'
import { scoped, type Tensor, type Tensor1D, type Tensor2D, tf } from '../../../../../main/dictionaries/backend/library'
import { startBackend } from '../../../../../main/dictionaries/backend/start'
import { createRandom } from '../../../../../main/maths/random'

beforeAll(async () => {
  await startBackend()
})

const [rows, dSae, width] = [40, 12, 5]

function normals(...shape: [number, number]): Tensor2D {
  const random = createRandom(shape[0] * 100 + shape[1])
  return tf.tensor2d(
    Float32Array.from({ length: shape[0] * shape[1] }, () => random.normal()),
    shape
  )
}

/** Everything a support computes of activations above 0.3, as numbers. */
function computed(support: Support, product: Tensor2D) {
  const all = support.valuesOf(product)
  const values = all.mul(all.greater(0.3)) as Tensor
  const perFeature = tf.linspace(-1, 1, dSae) as Tensor1D
  return [
    support.times(values, normals(dSae, width)),
    support.transposedTimes(values, normals(rows, width)),
    support.sums(values.mul(support.ofFeatures(perFeature))),
    support.sums(values.mul(support.products(normals(rows, width), normals(dSae, width))))
  ].map((tensor) => [...tensor.dataSync()])
}

describe('a support', () => {
  it('computes the same from entries, from fewer of them, and everywhere', () => {
    scoped(() => {
      const product = normals(rows, dSae)
      const expected = computed(everywhere, product)
      const expectSame = (support: Support) => {
        computed(support, product).forEach((numbers, which) => {
          numbers.forEach((value, i) => {
            expect(value, `${which} [${i}]`).toBeCloseTo(expected[which][i], 4)
          })
        })
        const { fired, l0, l1, least } = support.usage(support.valuesOf(product).relu())
        return { fired, l0, l1, least }
      }
      onEntries(product, tf.fill([dSae], -1) as Tensor1D, (support) => {
        const usage = expectSame(support)
        expect(usage).toEqual({
          ...everywhere.usage(product.relu()),
          l1: expect.closeTo(usage.l1, 3),
          least: expect.closeTo(usage.least, 6)
        })
        support.narrowed(support.valuesOf(product).greater(0.3), (narrow) => {
          expect(narrow).not.toBe(support)
          expect(narrow.valuesOf(product).size).toBe(product.greater(0.3).sum().dataSync()[0])
          expectSame(narrow)
        })
      })
    })
  })

  it('is not narrowed where hardly anything would be left out', () => {
    scoped(() => {
      const product = normals(rows, dSae)
      onEntries(product, tf.fill([dSae], 0.25) as Tensor1D, (support) => {
        support.narrowed(support.valuesOf(product).greater(0.3), (narrow) => {
          expect(narrow).toBe(support)
        })
      })
      everywhere.narrowed(product, (narrow) => {
        expect(narrow).toBe(everywhere)
      })
    })
  })

  it('has few entries up to 8 %', () => {
    expect([isFew(0), isFew(0.079), isFew(0.081)]).toEqual([true, true, false])
  })
})
