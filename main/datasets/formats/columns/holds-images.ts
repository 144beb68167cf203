/** Whether a column of bytes holds images: its first rows are looked at, since sounds and documents are kept so too. */
import { isImagePath } from '../../images/image-path'
import { headBytes, imageTypeOf } from '../../images/media-type'
import type { ImageCell, ImageReader } from '../format'

const lookedAt = 16

/** Decided by the first row that has something. */
export async function holdsImages(image: ImageReader, rows: number): Promise<boolean> {
  for (let row = 0; row < Math.min(rows, lookedAt); row += 1) {
    const cell = await image(row)
    if (cell.bytes || cell.path) return isImage(cell)
  }
  return false
}

function isImage({ bytes, path }: ImageCell): boolean {
  return bytes ? imageTypeOf(bytes.subarray(0, headBytes)) !== undefined : isImagePath(path)
}
