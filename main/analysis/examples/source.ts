/**
 * Where an example is from, in a few characters: `py 286:92`, `chapter 3`, `row 1204`.
 */

export interface RowPlace {
  row: number
  /** Name of the document as in the row table, where there is one. */
  document?: string
  /** Position in the document; negative means not known. */
  position?: number
}

/** Document and position where the row table has them, the row number otherwise. */
export function sourceOf(place: RowPlace): string {
  const hasPosition = place.position !== undefined && place.position >= 0
  if (place.document === undefined || place.document === '') return `row ${place.row}`
  return hasPosition ? `${place.document}:${place.position}` : place.document
}
