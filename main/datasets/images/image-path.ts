/** Cells that name image files: by their endings, and never an address of the network. */
import type { Cell } from '../formats/format'

const maxLength = 4096

/** Whether a cell can be the path of an image file. Web addresses are none: Loupe fetches nothing. */
export function isImagePath(cell: Cell | undefined): cell is string {
  if (typeof cell !== 'string' || cell.length > maxLength || /[\0\r\n]/.test(cell)) return false
  return /\.(png|jpe?g|webp|gif|bmp)$/i.test(cell) && !/^[a-z][a-z0-9+.-]+:\/\//i.test(cell)
}
