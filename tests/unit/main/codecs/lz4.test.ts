/** LZ4 frames: one by hand with each part of the format; those of Arrow's own writer are read in the tests of Arrow files. */
import { describe, expect, it } from 'vitest'
import { LoupeError } from '../../../../contract/wire/errors'
import { lz4Frame } from '../../../../main/codecs/lz4'

const magic = [0x04, 0x22, 0x4d, 0x18]
/** Version 1, linked blocks, no checksums; blocks of up to 64 KB; a checksum of the header that is not looked at. */
const header = [...magic, 0x40, 0x40, 0]
const end = [0, 0, 0, 0]
const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes)

/** “abc” as it is, then 3 back: 9 more bytes, then the last literals “xy”. */
const block = [0x35, 97, 98, 99, 3, 0, 0x20, 120, 121]
const frame = [...header, block.length, 0, 0, 0, ...block, ...end]

describe('a frame', () => {
  it('repeats what it wrote, over its own end', () => {
    expect(text(lz4Frame(Uint8Array.from(frame), 14))).toBe('abcabcabcabcxy')
  })

  it('reaches back into the block before, and holds blocks as they are', () => {
    const plain = [3, 0, 0, 0x80, 113, 114, 115]
    const back = [5, 0, 0, 0, 0x00, 3, 0, 0x10, 33]
    expect(text(lz4Frame(Uint8Array.from([...header, ...plain, ...back, ...end]), 8))).toBe('qrsqrsq!')
  })

  it('may tell its size, and have checksums', () => {
    const sized = [...magic, 0x5c, 0x40, 14, 0, 0, 0, 0, 0, 0, 0, 0]
    const bytes = [...sized, block.length, 0, 0, 0, ...block, 1, 2, 3, 4, ...end, 5, 6, 7, 8]
    expect(text(lz4Frame(Uint8Array.from(bytes), 14))).toBe('abcabcabcabcxy')
  })

  it('has long runs of literals and of matches', () => {
    const literals = Array.from({ length: 300 }, (_, index) => index % 251)
    const long = [0xff, 255, 300 - 15 - 255, ...literals, 300 % 256, 1, 255, 26, 0x00]
    const bytes = [...header, long.length % 256, Math.floor(long.length / 256), 0, 0, ...long, ...end]
    const out = lz4Frame(Uint8Array.from(bytes), 600)
    expect([...out]).toEqual([...literals, ...literals])
  })
})

describe('refuses', () => {
  it.each([
    ['another magic', [1, ...frame.slice(1)], 14],
    ['another version', [...magic, 0x80, ...frame.slice(5)], 14],
    ['nothing', [], 14],
    ['another length', frame, 15],
    ['a promise that no frame can keep', frame, 2 ** 33],
    ['a block that is cut', frame.slice(0, 14), 14],
    ['a match before the beginning', [...header, 9, 0, 0, 0, 0x35, 97, 98, 99, 4, 0, 0x20, 120, 121, ...end], 14],
    ['a match of distance 0', [...header, 9, 0, 0, 0, 0x35, 97, 98, 99, 0, 0, 0x20, 120, 121, ...end], 14],
    ['more than was promised', frame, 10]
  ])('%s', (_, bytes, length) => {
    expect(() => lz4Frame(Uint8Array.from(bytes), length)).toThrow(LoupeError)
  })

  it('or answers with the right length, whatever is changed', () => {
    for (let at = 0; at < frame.length; at += 1)
      for (let bit = 0; bit < 8; bit += 1) {
        const changed = Uint8Array.from(frame)
        changed[at] ^= 1 << bit
        try {
          expect(lz4Frame(changed, 14).length).toBe(14)
        } catch (thrown) {
          expect(thrown).toBeInstanceOf(LoupeError)
        }
      }
  })
})
