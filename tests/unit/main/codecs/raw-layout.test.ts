/** What a person writes about raw numbers, and whether a file can be so. */
import { describe, expect, it } from 'vitest'
import { LoupeError } from '../../../../contract/wire/errors'
import { parseRawLayout, shapeInFile, widthHint } from '../../../../main/codecs/raw-layout'

describe('layouts', () => {
  const plain = { bigEndian: false, offset: 0 }
  it.each([
    ['f32[192,16]', { ...plain, dtype: 'f32', shape: [192, 16] }],
    ['f16[?,768]', { ...plain, dtype: 'f16', shape: [undefined, 768] }],
    [' >f4 [ 12, 16,16 ] @128 ', { dtype: 'f32', bigEndian: true, shape: [12, 16, 16], offset: 128 }],
    ['<f8[2,3,4,5]', { ...plain, dtype: 'f64', shape: [2, 3, 4, 5] }],
    ['bfloat16[?,8]', { ...plain, dtype: 'bf16', shape: [undefined, 8] }],
    ['F32[7]', { ...plain, dtype: 'f32', shape: [7] }],
    ['i8[?,2]', { ...plain, dtype: 'i8', shape: [undefined, 2] }]
  ])('%s', (text, layout) => {
    expect(parseRawLayout(text)).toEqual(layout)
  })

  it.each([
    '',
    'acts',
    'f32',
    'f32[]',
    'f32[16,?]',
    'f32[1,2,3,4,5]',
    'f32[-1,2]',
    'f12[2,2]',
    'toString[2,2]',
    'f32[99999999999999999999,2]',
    'f32[2,2]@',
    'f32[2,2]x'
  ])('%j is none', (text) => {
    expect(parseRawLayout(text)).toBeUndefined()
  })
})

function shapeOf(text: string, fileBytes: number): number[] | LoupeError {
  try {
    return shapeInFile(parseRawLayout(text) ?? expect.fail(text), fileBytes)
  } catch (thrown) {
    if (thrown instanceof LoupeError) return thrown
    throw thrown
  }
}

describe('sizes', () => {
  it.each([
    ['f32[192,16]', 12_288, [192, 16]],
    ['f32[?,16]', 12_288, [192, 16]],
    ['f16[?,4,16]@128', 12_288, [95, 4, 16]],
    ['u8[?]', 5, [5]]
  ])('%s in %d bytes', (text, bytes, shape) => {
    expect(shapeOf(text, bytes)).toEqual(shape)
  })

  it.each([
    ['f32[192,16]', 12_287, 'truncated', '12288 bytes'],
    ['f32[2,2]@40', 30, 'truncated', 'byte 40'],
    ['f32[191,16]', 12_288, 'wrong-shape', '64 bytes more'],
    ['f32[?,17]', 12_288, 'wrong-shape', '180 rows of 68 bytes leave 48 over'],
    ['f32[?,4000]', 12_288, 'wrong-shape', '0 rows'],
    ['f32[?,16]@12288', 12_288, 'wrong-shape', '0 rows'],
    ['f32[0,16]', 12_288, 'wrong-shape', 'size of 0'],
    ['f32[?,0]', 12_288, 'wrong-shape', 'size of 0'],
    ['f64[9007199254740991,9007199254740991]', 12_288, 'truncated', 'needs']
  ])('%s in %d bytes is %s', (text, bytes, code, words) => {
    const error = shapeOf(text, bytes)
    expect(error).toMatchObject({ name: 'LoupeError', code })
    expect((error as LoupeError).message).toContain(words)
    expect((error as LoupeError).hint).toBeTruthy()
  })

  it('names widths that are possible', () => {
    expect(widthHint(768 * 4 * 10)).toContain('768')
    expect(widthHint(17)).toBe('Check type and width.')
  })
})
