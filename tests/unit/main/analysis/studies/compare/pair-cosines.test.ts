import { expect, it } from 'vitest'
import { pairCosines } from '../../../../../../main/analysis/studies/compare/pair-cosines'

it('gives each pair the cosine of its directions, whatever their lengths, and NaN where there is none', () => {
  const a = { features: 4, width: 2, data: Float32Array.of(1, 0, 0, 2, 3, 4, 0, 0) }
  const b = { features: 3, width: 2, data: Float32Array.of(5, 5, 0, -7, 8, 6) }
  const cosines = pairCosines(a, b, Int32Array.of(0, 1, 2, -1))
  expect([...cosines]).toEqual([Math.fround(Math.SQRT1_2), -1, Math.fround(0.96), Number.NaN])
  expect(pairCosines(a, b, Int32Array.of(-1, -1, -1, 0))[3]).toBeNaN()
})
