/** Rows of the lists with their numbers and a line of their text. */
import type { AnomalousRow } from '../../../../contract/records/studies/anomalies'
import { sourceOf } from '../../examples/source'
import { windowAround, withinDocument } from '../../examples/window'
import type { RowMeasures } from '../anomalies'
import type { CategoryColumn, StudyRows } from '../material'

export interface ListedNumbers {
  /** [n] analyzed rows, and numbers of each in the same order. */
  rows: Uint32Array
  active: Uint32Array
  measures: RowMeasures
  labels: CategoryColumn | undefined
}

/** Tokens and characters before a row that its line shows. */
const [contextTokens, contextCharacters] = [12, 60]

/** One record for each of these positions, however often it is listed, rows ascending. */
export async function listedRows(
  about: StudyRows,
  positions: number[],
  { rows, active, measures, labels }: ListedNumbers
): Promise<AnomalousRow[]> {
  const found: AnomalousRow[] = []
  for (const at of [...new Set(positions)].sort((a, b) => a - b)) {
    const code = labels?.codes[rows[at]] ?? -1
    found.push({
      row: rows[at],
      ...(await lineOf(about, rows[at])),
      ...(labels && code >= 0 ? { category: labels.categories[code] } : {}),
      active: active[at],
      ...(measures.squaredError ? { squaredError: measures.squaredError[at] } : {}),
      ...(measures.fvu ? { fvu: measures.fvu[at] } : {}),
      rarity: measures.rarity?.[at] ?? 0
    })
  }
  return found
}

async function lineOf(about: StudyRows, row: number): Promise<Pick<AnomalousRow, 'source' | 'before' | 'token'>> {
  const { from } = windowAround(row, contextTokens, about.rows)
  const window = { from, to: row + 1 }
  const [tokens, documents, positions] = await Promise.all([
    about.tokens(from, row + 1),
    about.documents(from, row + 1),
    about.positions(row, row + 1)
  ])
  const ordinal = documents[row - from]
  const place = ordinal < 0 ? { row } : { row, document: about.documentName(ordinal), position: positions[0] }
  const before = tokens.slice(withinDocument(window, documents, row).from - from, row - from).join('')
  return { source: sourceOf(place), before: Array.from(before).slice(-contextCharacters).join(''), token: tokens[row - from] }
}
