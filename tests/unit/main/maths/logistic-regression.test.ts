import { describe, expect, test } from 'vitest'
import { solvePositive } from '../../../../main/maths/cholesky'
import { type CountedRows, fitLogistic, logistic, scoreOf } from '../../../../main/maths/logistic-regression'
import { createRandom } from '../../../../main/maths/random'

function planted(rows: number, weights: number[], bias: number): CountedRows {
  const random = createRandom(rows)
  const width = weights.length
  const x = Float64Array.from({ length: rows * width }, () => random.normal())
  const isPositive = Array.from(
    { length: rows },
    (_, row) => random.next() < logistic(scoreOf({ width, x }, fitOf(weights, bias), row))
  )
  return {
    width,
    x,
    positives: Float64Array.from(isPositive, Number),
    negatives: Float64Array.from(isPositive, (is) => Number(!is))
  }
}

const fitOf = (weights: number[], bias: number) => ({ weights: Float64Array.from(weights), bias, loss: 0 })

describe('logistic regression', () => {
  test('finds planted weights, as near as the rows allow', () => {
    const fit = fitLogistic(planted(20_000, [2, -1, 0], 0.5))
    for (const [i, weight] of [2, -1, 0].entries()) expect(Math.abs(fit.weights[i] - weight)).toBeLessThan(0.1)
    expect(Math.abs(fit.bias - 0.5)).toBeLessThan(0.1)
  })

  test('ends where the loss is flat: its slope, by the definition, is 0', () => {
    const rows = planted(300, [1, 3], -1)
    const fit = fitLogistic(rows)
    const slope = [0, 0, 0]
    for (let row = 0; row < 300; row += 1) {
      const wrong = logistic(scoreOf(rows, fit, row)) - rows.positives[row]
      for (let i = 0; i < 2; i += 1) slope[i] += wrong * rows.x[row * 2 + i]
      slope[2] += wrong
    }
    expect(slope[0] + fit.weights[0]).toBeCloseTo(0, 3)
    expect(slope[1] + fit.weights[1]).toBeCloseTo(0, 3)
    expect(slope[2]).toBeCloseTo(0, 3)
  })

  test('a row that stands for several is the same as several rows', () => {
    const one = { width: 1, x: Float64Array.of(1, 0), positives: Float64Array.of(5, 1), negatives: Float64Array.of(2, 7) }
    const x = Float64Array.from({ length: 15 }, (_, i) => Number(i < 7))
    const positives = Float64Array.from({ length: 15 }, (_, i) => Number(i < 5 || i === 7))
    const several = { width: 1, x, positives, negatives: positives.map((is) => 1 - is) }
    const [a, b] = [fitLogistic(one), fitLogistic(several)]
    expect(a.weights[0]).toBeCloseTo(b.weights[0], 6)
    expect(a.bias).toBeCloseTo(b.bias, 6)
    expect(a.loss).toBeCloseTo(b.loss, 8)
  })

  test('stays finite where the rows are told apart wholly, or are all the same', () => {
    const apart = { width: 1, x: Float64Array.of(1, 0), positives: Float64Array.of(50, 0), negatives: Float64Array.of(0, 50) }
    expect(fitLogistic(apart).weights[0]).toBeGreaterThan(2)
    const same = { width: 1, x: Float64Array.of(1, 1), positives: Float64Array.of(3, 3), negatives: Float64Array.of(0, 0) }
    expect(Number.isFinite(fitLogistic(same).bias)).toBe(true)
  })
})

test('linear equations are solved, and refused where the matrix is not positive definite', () => {
  const [x, y] = solvePositive(Float64Array.of(4, 2, 2, 3), Float64Array.of(10, 8))!
  expect(x).toBeCloseTo(1.75, 12)
  expect(y).toBeCloseTo(1.5, 12)
  expect(solvePositive(Float64Array.of(1, 2, 2, 1), Float64Array.of(1, 1))).toBeUndefined()
})
