import { describe, expect, it } from 'vitest'
import { withExactArrays } from '../../../../../main/engine/transports/exact-arrays'

describe('a message with exact arrays', () => {
  it('has every part of a buffer in one of its own', () => {
    const large = new Float64Array(1_000).fill(7)
    const message = { a: [{ b: large.subarray(2, 4) }], c: Buffer.from('loupe').subarray(0, 2) }
    const exact = withExactArrays(message)
    expect(exact).toEqual({ a: [{ b: Float64Array.of(7, 7) }], c: Uint8Array.from([108, 111]) })
    expect([exact.a[0].b.buffer.byteLength, exact.c.buffer.byteLength]).toEqual([16, 2])
  })

  it('shares what is exact already, and leaves the rest as it is', () => {
    const whole = Uint32Array.of(1, 2)
    const date = new Date()
    const message = { whole, text: 'x', number: -0, nothing: null, missing: undefined, date }
    expect(withExactArrays(message)).toEqual(message)
    expect(withExactArrays(message).whole).toBe(whole)
    expect(withExactArrays(message).date).toBe(date)
  })
})
