/** Rows as sequences of one length: documents in order, cut where they are longer, filled up where they are shorter. */
import type { RowTable } from '../../export/material'

/** A sequence at most, as delphi's default context. */
export const longestContext = 256

export interface Sequences {
  count: number
  /** Positions of each. */
  context: number
  /** Place of each row: sequence · context + position. */
  places: Float64Array
}

const windowRows = 65_536

export async function sequencesOf(rows: RowTable): Promise<Sequences> {
  const lengths = await stretches(rows)
  const context = Math.max(
    1,
    Math.min(
      longestContext,
      lengths.reduce((most, length) => Math.max(most, length), 0)
    )
  )
  const places = new Float64Array(rows.rows)
  let [row, count] = [0, 0]
  for (const length of lengths) {
    for (let at = 0; at < length; at += 1) places[row + at] = (count + Math.floor(at / context)) * context + (at % context)
    row += length
    count += Math.ceil(length / context)
  }
  return { count, context, places }
}

/** Lengths of the stretches of rows that belong together, in order. */
async function stretches(rows: RowTable): Promise<number[]> {
  const lengths: number[] = []
  let before: number | undefined
  for (let from = 0; from < rows.rows; from += windowRows) {
    const documents = await rows.documents(from, Math.min(rows.rows, from + windowRows))
    for (const document of documents) {
      if (document === before) lengths[lengths.length - 1] += 1
      else lengths.push(1)
      before = document
    }
  }
  return lengths
}

/** Token of each place as a number of its own vocabulary; 0 is the filling. */
export async function tokensOf(rows: RowTable, { count, context, places }: Sequences) {
  const ids = new Map<string, number>()
  const tokens = new BigInt64Array(count * context)
  for (let from = 0; from < rows.rows; from += windowRows) {
    const texts = await rows.tokens(from, Math.min(rows.rows, from + windowRows))
    for (const [at, text] of texts.entries()) {
      const id = ids.get(text) ?? ids.size + 1
      ids.set(text, id)
      tokens[places[from + at]] = BigInt(id)
    }
  }
  return { tokens, vocabulary: ['', ...ids.keys()] }
}
