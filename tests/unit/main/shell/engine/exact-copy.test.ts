import { expect, it } from 'vitest'
import { exactCopy } from '../../../../../main/shell/engine/exact-copy'

it('gives every typed array a buffer of exactly its own bytes', () => {
  const pool = new ArrayBuffer(65536)
  const view = new Float64Array(pool, 64, 3)
  view.set([1, Number.NaN, -0])
  const copy = exactCopy({ a: [view, 'x'], b: null }) as { a: [Float64Array, string]; b: null }
  expect(copy.a[0].buffer.byteLength).toBe(24)
  expect([...copy.a[0]]).toEqual([1, Number.NaN, -0])
  expect([copy.a[1], copy.b]).toEqual(['x', null])
})

it('turns a pooled Node buffer into plain bytes', () => {
  const copy = exactCopy(Buffer.from('abc')) as Uint8Array
  expect([copy.constructor.name, copy.buffer.byteLength, [...copy]]).toEqual(['Uint8Array', 3, [97, 98, 99]])
})
