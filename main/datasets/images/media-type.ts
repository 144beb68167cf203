/** What kind of image some bytes are, told by their beginnings alone: neither a name nor a promise counts. */
import type { ImageType } from '../../../contract/records/image'

/** Bytes from the beginning of a file that decide. */
export const headBytes = 32

/** Lengths of the header of a Windows or OS/2 bitmap, which follows the 14 bytes of the file's own. */
const bitmapHeaders = [12, 16, 40, 52, 56, 64, 108, 124]

/** Undefined where the bytes are no image that a window shows. */
export function imageTypeOf(head: Uint8Array): ImageType | undefined {
  const text = Buffer.from(head.subarray(0, headBytes)).toString('latin1')
  if (text.startsWith('\x89PNG\r\n\x1a\n')) return 'image/png'
  if (text.startsWith('\xff\xd8\xff')) return 'image/jpeg'
  if (/^GIF8[79]a/.test(text)) return 'image/gif'
  if (text.startsWith('RIFF') && text.startsWith('WEBP', 8)) return 'image/webp'
  return isBitmap(head) ? 'image/bmp' : undefined
}

/** “BM” alone may begin any text: the reserved bytes are 0, and the header has a known length. */
function isBitmap(head: Uint8Array): boolean {
  if (head.length < 18 || head[0] !== 0x42 || head[1] !== 0x4d) return false
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength)
  return view.getUint32(6, true) === 0 && bitmapHeaders.includes(view.getUint32(14, true))
}
