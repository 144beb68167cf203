/** Products with the covariance against the matrix worked out plainly. */
import { expect, it } from 'vitest'
import { covarianceTimes, meanOfRows, subtractMean } from '../../../../main/maths/covariance'

it('centers rows and multiplies four vectors at once', () => {
  const rows = Float32Array.of(1, 2, 3, 4, 5, 9, 7, 8, 0)
  const mean = meanOfRows(rows, 3, 3)
  expect([...mean]).toEqual([4, 5, 4])
  subtractMean(rows, mean, 3)
  expect([...rows]).toEqual([-3, -3, -1, 0, 0, 5, 3, 3, -4])
  const units = new Float64Array(12)
  for (let i = 0; i < 3; i += 1) units[i * 4 + i] = 3
  const image = covarianceTimes(rows, 3, 3, units)
  expect([0, 1, 2].map((i) => [...image.subarray(i * 4, i * 4 + 4)])).toEqual([
    [18, 18, -9, 0],
    [18, 18, -9, 0],
    [-9, -9, 42, 0]
  ])
})

it('has a mean of zeros without rows', () => {
  expect([...meanOfRows(new Float32Array(), 2, 0)]).toEqual([0, 0])
})
