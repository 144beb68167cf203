import { describe, expect, it } from 'vitest'
import { createRandom } from '../../../../main/maths/random'
import { metricsOf } from '../../../../main/maths/reconstruction-metrics'
import { addReconstruction, emptyReconstructionSums } from '../../../../main/maths/reconstruction-sums'

const [rows, width, batch] = [30, 4, 10]
const random = createRandom(11)
const x = Array.from({ length: rows }, () => Array.from({ length: width }, (_, i) => Math.fround(random.normal() + 2 * i)))
const y = x.map((row) => row.map((value) => Math.fround(0.8 * value + 0.3 * random.normal() + 0.1)))

const mean = (values: number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length
const square = (row: number[]): number => row.reduce((sum, value) => sum + value * value, 0)
const minus = (a: number[], b: number[]): number[] => a.map((value, i) => value - b[i])
const dot = (a: number[], b: number[]): number => a.reduce((sum, value, i) => sum + value * b[i], 0)
const columns = (matrix: number[][]): number[][] => matrix[0].map((_, i) => matrix.map((row) => row[i]))
const meanRow = (matrix: number[][]): number[] => columns(matrix).map(mean)
const variance = (values: number[]): number =>
  values.reduce((sum, value) => sum + (value - mean(values)) ** 2, 0) / (values.length - 1)

function measured() {
  const sums = emptyReconstructionSums(width)
  for (let from = 0; from < rows; from += batch) {
    const part = (all: number[][]) => Float32Array.from(all.slice(from, from + batch).flat())
    addReconstruction(sums, part(x), part(y), batch)
  }
  return metricsOf(sums)
}

describe('the measures of a reconstruction equal their definitions', () => {
  const errors = x.map((row, i) => minus(y[i], row))
  const batches = [0, 10, 20].map((from) => ({ x: x.slice(from, from + batch), e: errors.slice(from, from + batch) }))
  const legacy = batches.flatMap(({ x: part, e }) => part.map((row, i) => 1 - square(e[i]) / square(minus(row, meanRow(part)))))
  const unexplained = mean(errors.map(square)) / mean(x.map((row) => square(minus(row, meanRow(x)))))
  const flat = x.flat()
  const expected: Record<string, number> = {
    explained_variance: 1 - unexplained,
    fvu: unexplained,
    explained_variance_of_batches: mean(
      batches.map(({ x: part, e }) => 1 - mean(e.map(square)) / mean(part.map((row) => square(minus(row, meanRow(part))))))
    ),
    explained_variance_legacy: mean(legacy),
    explained_variance_legacy_std: Math.sqrt(variance(legacy)),
    explained_variance_saebench: 1 - mean(errors.map(square)) / (mean(x.map(square)) - mean(flat.map((v) => v * v)) ** 2),
    frac_variance_explained: 1 - dot(columns(errors).map(variance), [1, 1, 1, 1]) / dot(columns(x).map(variance), [1, 1, 1, 1]),
    r2: 1 - mean(errors.flat().map((e) => e * e)) / mean(flat.map((value) => (value - mean(flat)) ** 2)),
    normalized_mse: mean(errors.map((e, i) => square(e) / square(x[i]))),
    mse: mean(errors.map(square)),
    mse_per_dimension: mean(errors.flat().map((e) => e * e)),
    cosine: mean(x.map((row, i) => dot(row, y[i]) / Math.sqrt(square(row) * square(y[i])))),
    l2_ratio: mean(x.map((row, i) => Math.sqrt(square(y[i]) / square(row)))),
    relative_reconstruction_bias: mean(y.map(square)) / mean(x.map((row, i) => dot(row, y[i])))
  }
  const found: Record<string, number | undefined> = measured()
  it.each(Object.keys(expected))('%s', (name) => {
    expect(found[name]).toBeCloseTo(expected[name], 9)
  })

  it('and there are no others', () => {
    expect(Object.keys(found).sort()).toEqual(Object.keys(expected).sort())
  })
})

describe('where a measure is not defined', () => {
  it('is left out: no rows', () => {
    expect(metricsOf(emptyReconstructionSums(3))).toEqual({})
  })

  it('is left out: rows that are all equal have no variance, but an error', () => {
    const sums = emptyReconstructionSums(2)
    addReconstruction(sums, Float32Array.of(1, 2, 1, 2), Float32Array.of(1, 1, 1, 1), 2)
    const found = metricsOf(sums)
    expect(found.mse).toBe(1)
    expect(found.explained_variance).toBeUndefined()
    expect(found.explained_variance_legacy).toBeUndefined()
    expect(found.explained_variance_of_batches).toBeUndefined()
  })
})
