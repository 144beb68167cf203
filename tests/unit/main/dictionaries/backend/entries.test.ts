import { beforeAll, describe, expect, it } from 'vitest'
import { type Entries, withEntries } from '../../../../../main/dictionaries/backend/entries'
import { placesAbove, shareAbove } from '../../../../../main/dictionaries/backend/entries-find'
import { entryUsage } from '../../../../../main/dictionaries/backend/entries-usage'
import { scoped, type Tensor, type Tensor1D, type Tensor2D, tf } from '../../../../../main/dictionaries/backend/library'
import type { Places } from '../../../../../main/dictionaries/backend/places'
import { startBackend } from '../../../../../main/dictionaries/backend/start'
import { createRandom } from '../../../../../main/maths/random'

beforeAll(async () => {
  await startBackend()
})

function normals(rows: number, columns: number, seed: number): Tensor2D {
  const random = createRandom(seed)
  return tf.tensor2d(
    Float32Array.from({ length: rows * columns }, () => random.normal()),
    [rows, columns]
  )
}

/** Entries of a random matrix above `above`, with the dense matrix that is 0 elsewhere. */
function withCase<T>(sizes: [number, number, number], use: (entries: Entries, dense: Tensor2D, values: Tensor1D) => T): T {
  const [rows, columns, above] = sizes
  return scoped(() => {
    const matrix = normals(rows, columns, 1)
    const dense = matrix.mul(matrix.greater(above)) as Tensor2D
    return withEntries(placesAbove(matrix, above), [rows, columns], (entries) => use(entries, dense, entries.valuesOf(matrix)))
  })
}

const numbers = (tensor: Tensor) => [...tensor.dataSync()]

function expectSame(fast: Tensor, right: Tensor): void {
  expect(fast.shape).toEqual(right.shape)
  const expected = numbers(right)
  numbers(fast).forEach((value, i) => {
    expect(value).toBeCloseTo(expected[i], 4)
  })
}

/** Sizes that fill words of eight and that do not, few and many entries, none at all. */
const cases: [number, number, number][] = [
  [24, 40, 1.5],
  [7, 13, 0.5],
  [30, 200, 2.2],
  [24, 40, 100],
  [3, 3, -100]
]

describe('placesAbove', () => {
  for (const sizes of cases) {
    it(`finds all entries above a number: ${sizes}`, () => {
      scoped(() => {
        const [rows, columns, above] = sizes
        const matrix = normals(rows, columns, 2)
        expectPlaces(placesAbove(matrix, above), matrix, () => above)
      })
    })
  }

  it('compares with a number for each column', () => {
    scoped(() => {
      const matrix = normals(16, 9, 3)
      const above = Float32Array.from({ length: 9 }, (_, i) => i / 4)
      expectPlaces(placesAbove(matrix, tf.tensor1d(above)), matrix, (column) => above[column])
    })
  })

  it('does not count what is equal, or not a number', () => {
    scoped(() => {
      const matrix = tf.tensor2d([1, 2, Number.NaN, 3, 0, 0, 0, 2], [2, 4])
      expect(placesAbove(matrix, 2)).toEqual({ rows: Int32Array.of(0), columns: Int32Array.of(3) })
    })
  })
})

function expectPlaces(places: Places, matrix: Tensor2D, above: (column: number) => number): void {
  const [rows, columns] = matrix.shape
  const values = matrix.dataSync()
  const expected: string[] = []
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      if (values[row * columns + column] > above(column)) expected.push(`${row} ${column}`)
    }
  }
  expect([...places.rows].map((row, i) => `${row} ${places.columns[i]}`)).toEqual(expected)
}

describe('shareAbove', () => {
  it('is the share of the first 32 rows', () => {
    scoped(() => {
      const matrix = tf.concat([tf.ones([8, 5]), tf.zeros([24, 5]), tf.ones([100, 5])]) as Tensor2D
      expect(shareAbove(matrix, 0.5)).toBeCloseTo(0.25, 6)
    })
  })
})

describe('withEntries', () => {
  for (const sizes of cases) {
    it(`computes what the dense matrix does: ${sizes}`, () => {
      withCase(sizes, (entries, dense, values) => {
        const [left, right] = [normals(sizes[0], 6, 4), normals(sizes[1], 6, 5)]
        expectSame(entries.times(values, right), tf.matMul(dense, right))
        expectSame(entries.transposedTimes(values, left), tf.matMul(dense, left, true, false))
        expectSame(entries.columnSums(values), dense.sum(0))
        expectSame(entries.products(left, right), entries.valuesOf(tf.matMul(left, right, false, true)))
        expectSame(entries.ofColumns(tf.range(0, sizes[1])), tf.tensor1d([...entries.columns]))
      })
    })
  }

  it('keeps entries in the order of columns, whatever the order of the places', () => {
    scoped(() => {
      const places = { rows: Int32Array.of(2, 0, 1, 0), columns: Int32Array.of(3, 1, 0, 0) }
      const matrix = tf.range(0, 12).reshape([3, 4]) as Tensor2D
      withEntries(places, [3, 4], (entries) => {
        expect(numbers(entries.valuesOf(matrix))).toEqual([4, 0, 1, 11])
        expect([...entries.rows]).toEqual([1, 0, 0, 2])
      })
    })
  })

  it('computes more products than one chunk holds', () => {
    scoped(() => {
      const [left, right] = [normals(3000, 3, 6), normals(200, 3, 7)]
      const places = {
        rows: Int32Array.from({ length: 3000 }, (_, i) => i),
        columns: Int32Array.from({ length: 3000 }, (_, i) => (i * 7) % 200)
      }
      withEntries(places, [3000, 200], (entries) => {
        expectSame(entries.products(left, right), entries.valuesOf(tf.matMul(left, right, false, true)))
      })
    })
  })

  it('frees its handles, also when its user throws', () => {
    const binding = () => (tf.backend() as unknown as { binding: { getNumOfTensors(): number } }).binding.getNumOfTensors()
    const work = (fail: boolean) => () =>
      withCase([24, 40, 1.5], (entries, _dense, values) => {
        entries.transposedTimes(values, normals(24, 2, 8)).dataSync()
        if (fail) throw new Error('no')
      })
    work(false)()
    const before = binding()
    work(false)()
    expect(work(true)).toThrow('no')
    expect(binding()).toBe(before)
  })
})

describe('entryUsage', () => {
  it('counts entries above 0', () => {
    scoped(() => {
      const places = { rows: Int32Array.of(0, 0, 1, 1), columns: Int32Array.of(0, 2, 1, 2) }
      withEntries(places, [2, 4], (entries) => {
        const usage = entryUsage(entries, tf.tensor1d([3, 0, 0.5, 2]), 4)
        expect(usage).toEqual({ fired: Uint32Array.of(1, 0, 2, 0), l0: 3, l1: 5.5, least: 0.5 })
        expect(entryUsage(entries, tf.zeros([4]), 4).least).toBe(Number.POSITIVE_INFINITY)
      })
    })
  })
})
