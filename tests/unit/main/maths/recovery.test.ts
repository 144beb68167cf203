import { describe, expect, it } from 'vitest'
import { recovery } from '../../../../main/maths/recovery'

const truth = Float32Array.of(1, 0, 0, 0, 1, 0)

describe('recovery', () => {
  it('is whole for the same directions in another order, length and sign', () => {
    const { meanMaxCosine, matchedCosine } = recovery(truth, Float32Array.of(0, 0, 9, 0, -2, 0, 5, 0, 0), 3)
    expect([meanMaxCosine, matchedCosine]).toEqual([1, 1])
  })

  it('lets one learned direction be the best of many, but match one alone', () => {
    const half = Math.SQRT1_2
    const found = recovery(truth, Float32Array.of(half, half, 0, 0, 0, 1), 3)
    expect(found.meanMaxCosine).toBeCloseTo(half, 6)
    expect(found.matchedCosine).toBeCloseTo(half / 2, 6)
  })

  it('counts true directions beyond the size of the dictionary as not found', () => {
    const found = recovery(truth, Float32Array.of(1, 0, 0), 3)
    expect([found.meanMaxCosine, found.matchedCosine]).toEqual([0.5, 0.5])
  })

  it('takes a learned row of norm 0 for nothing', () => {
    expect(recovery(truth, new Float32Array(6), 3)).toEqual({ meanMaxCosine: 0, matchedCosine: 0 })
  })
})
