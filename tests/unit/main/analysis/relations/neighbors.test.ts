import { describe, expect, it } from 'vitest'
import { neighborsOf } from '../../../../../main/analysis/relations/neighbors'

describe('the neighbors of some features', () => {
  const nearest = { features: Uint32Array.of(1, 2, 0, 2, 0, 1), cosines: Float32Array.of(0.5, 0.25, 0.5, 0.125, 0.25, 0.125) }

  it('are their rows of the table', () => {
    expect(neighborsOf(nearest, 3, { first: 1, next: 2 })).toEqual({
      features: Uint32Array.of(0, 2),
      cosines: Float32Array.of(0.5, 0.125)
    })
  })

  it('own their memory, so that a block does not carry the whole table', () => {
    expect(neighborsOf(nearest, 3, { first: 1, next: 2 }).features.buffer.byteLength).toBe(8)
  })

  it('are none for the only feature', () => {
    expect(
      neighborsOf({ features: new Uint32Array(0), cosines: new Float32Array(0) }, 1, { first: 0, next: 1 }).features
    ).toHaveLength(0)
  })
})
