/** A table as text for files and spreadsheets: plain numbers with `.`, a line per row, the head first. Pure. */

export type TableCell = string | number | undefined

/** RFC 4180: cells with a separator, a quote or a line break stand in quotes. Ends with a line break. */
export function tableText(rows: readonly (readonly TableCell[])[], separator: ',' | '\t'): string {
  return `${rows.map((cells) => cells.map((cell) => quoted(cell, separator)).join(separator)).join('\n')}\n`
}

function quoted(cell: TableCell, separator: string): string {
  const text = cell === undefined || Number.isNaN(cell) ? '' : String(cell)
  return text.includes(separator) || /["\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
