/** Row groups of one column, and which of their pages hold a stretch of entries. */
import { LoupeError } from '../../../../contract/wire/errors'
import { fileError, type InputFile, namedError } from '../../files/input-file'
import type { ColumnChunk, PagePlace } from './chunk'

export interface Group {
  /** Its first row, and its rows. */
  start: number
  rows: number
  chunk: ColumnChunk
}

export interface PagePiece {
  group: number
  page: PagePlace
  /** Entries of the page: from … to − 1. */
  from: number
  to: number
}

/** Pages that hold the entries start … end − 1, where every row has `perRow` of them. */
export async function* piecesOf(groups: Group[], perRow: number, start: number, end: number): AsyncIterable<PagePiece> {
  for (let index = last(groups, (group) => group.start * perRow <= start); index < groups.length; index += 1) {
    const base = groups[index].start * perRow
    if (base >= end) return
    const pages = await groups[index].chunk.pages()
    for (
      let at = Math.max(
        0,
        last(pages, (page) => base + page.first <= start)
      );
      at < pages.length;
      at += 1
    ) {
      const page = pages[at]
      const from = Math.max(start - base - page.first, 0)
      const to = Math.min(end - base - page.first, page.count)
      if (to <= 0) return
      if (from < to) yield { group: index, page, from, to }
    }
  }
}

/** Index of the last item that holds; items that hold come first. */
function last<T>(items: readonly T[], holds: (item: T) => boolean): number {
  let [low, high] = [-1, items.length - 1]
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if (holds(items[middle])) low = middle
    else high = middle - 1
  }
  return low
}

/** hyparquet throws plain errors for whatever does not fit: they become `malformed` with the file's name. */
export async function readable<T>(file: InputFile, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (thrown) {
    if (thrown instanceof LoupeError) throw fileError(thrown, file.path)
    const why = thrown instanceof Error ? thrown.message : String(thrown)
    throw namedError('malformed', file.path, `can not be read as Parquet: ${why}`, 'Write the file again.')
  }
}
