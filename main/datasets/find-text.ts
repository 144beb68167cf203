/** Looks for a text in the rows of a data set: across tokens, within documents, whatever the case; and for documents by name. */
import { LoupeError } from '../../contract/wire/errors'
import type { RowIndex } from './row-index/reader'

export interface FoundInRows {
  /** Ascending. */
  rows: number[]
  /** Where to go on looking; undefined at the end of the data. */
  next: number | undefined
}

export interface Search {
  text: string
  /** First row at which a text may begin. */
  from: number
  most: number
  /** Rows that are looked at; then `next` says where to go on. */
  rows?: number
}

const lookedAt = 500_000
const blockRows = 16_384
/** A text that is looked for is at most this many rows long: more are read beyond the end of a block. */
const overlapRows = 1_024

/** Rows in whose token a text begins. Throws not-found where the data set has no tokens. */
export async function findText(index: RowIndex, { text, from, most, rows: limit = lookedAt }: Search): Promise<FoundInRows> {
  if (!index.hasTokens)
    throw new LoupeError('not-found', 'This data set has no tokens to look in', { hint: 'Make a project with a row table.' })
  const wanted = text.toLowerCase()
  const end = Math.min(index.rows, from + limit)
  const rows: number[] = []
  for (let first = from; first < end; first += blockRows) {
    const last = Math.min(first + blockRows, end)
    for (const row of await begins(index, wanted, first, last)) {
      if (rows.length === most) return { rows, next: row }
      rows.push(row)
    }
  }
  return { rows, next: end < index.rows ? end : undefined }
}

/** Rows first … last − 1 where the text begins. */
async function begins(index: RowIndex, wanted: string, first: number, last: number): Promise<number[]> {
  const to = Math.min(index.rows, last + overlapRows)
  const [tokens, documents] = await Promise.all([index.tokens(first, to), index.documents(first, to)])
  const found: number[] = []
  for (let start = 0; start < last - first; ) {
    let end = start + 1
    while (end < tokens.length && documents[end] === documents[start] && documents[start] >= 0) end += 1
    for (const row of beginsIn(tokens.slice(start, end), wanted)) if (start + row < last - first) found.push(first + start + row)
    start = end
  }
  return found
}

/** Positions of the tokens in which the text begins, each once. */
function beginsIn(tokens: string[], wanted: string): number[] {
  const lower = tokens.map((token) => token.toLowerCase())
  const text = lower.join('')
  const found: number[] = []
  let token = 0
  let tokenEnd = lower[0].length
  for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + 1)) {
    while (at >= tokenEnd) {
      token += 1
      tokenEnd += lower[token].length
    }
    if (found.at(-1) !== token) found.push(token)
  }
  return found
}

/** First rows of the documents whose name has the text. */
export async function findDocuments(
  index: RowIndex,
  { text, from, most, rows: limit = 8 * lookedAt }: Search
): Promise<FoundInRows> {
  const wanted = text.toLowerCase()
  const end = Math.min(index.rows, from + limit)
  const rows: number[] = []
  let before = from > 0 ? (await index.documents(from - 1, from))[0] : -1
  for (let first = from; first < end; first += blockRows) {
    const documents = await index.documents(first, Math.min(first + blockRows, end))
    for (const [i, document] of documents.entries()) {
      const isNew = document !== before && document >= 0
      before = document
      if (!isNew || !index.documentName(document).toLowerCase().includes(wanted)) continue
      if (rows.length === most) return { rows, next: first + i }
      rows.push(first + i)
    }
  }
  return { rows, next: end < index.rows ? end : undefined }
}
