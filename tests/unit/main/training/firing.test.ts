import { expect, it } from 'vitest'
import { firingCounts } from '../../../../main/training/firing'

const densities = Float32Array.of(0, 0.5, 0.101, 0.0999, 0.01, 2e-4, 9e-5, 1e-6)

it('counts dense and rare features; dead ones are neither', () => {
  expect(firingCounts(densities, 200_000)).toEqual({ dense: 2, rare: 2 })
})

it('calls nothing rare before enough rows were seen', () => {
  expect(firingCounts(densities, 99_000)).toEqual({ dense: 2 })
})
