/**
 * Cells of features.csv: quoting after RFC 4180, and text that a spreadsheet would run as a formula made harmless.
 */

/**
 * A text that begins with = + - @ (also full width), tab or line end gets an apostrophe before it, as OWASP advises
 * against CSV injection; a text that already begins with apostrophes before such a sign gets one more, so it can be undone.
 */
const formulaLike = /^'*[=+\-@\t\r\n＝＋－＠]/

export function harmless(text: string): string {
  return formulaLike.test(text) ? `'${text}` : text
}

/** The text as it was before `harmless`. */
export function asWritten(cell: string): string {
  return cell.startsWith("'") && formulaLike.test(cell) ? cell.slice(1) : cell
}

/** One record with its CRLF. Numbers are written with a point and without grouping; null and undefined are empty cells. */
export function csvRecord(cells: (string | number | null | undefined)[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`
}

function csvCell(value: string | number | null | undefined): string {
  if (value === null || value === undefined) return ''
  if (typeof value === 'number') return String(value)
  const text = harmless(value)
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
