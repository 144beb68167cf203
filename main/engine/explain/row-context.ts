/** What is known of a row without its activations: tokens around it, document, label columns, use. From the row index alone. */
import type { NearRow, RowContext } from '../../../contract/records/row'
import { LoupeError } from '../../../contract/wire/errors'
import { sourceOf } from '../../analysis/examples/source'
import { windowAround, withinDocument } from '../../analysis/examples/window'
import type { RowIndex } from '../../datasets/index'

const uses: RowContext['use'][] = ['train', 'validation', 'left-out']

/** Throws not-found for a row that there is not. */
export async function rowContext(index: RowIndex, row: number, context: number): Promise<RowContext> {
  if (row >= index.rows)
    throw new LoupeError('not-found', `There is no row ${row}`, { hint: `The data set has the rows 0 to ${index.rows - 1}.` })
  const window = windowAround(row, context, index.rows)
  const [tokens, documents, positions, uses_, labels] = await Promise.all([
    index.tokens(window.from, window.to),
    index.documents(window.from, window.to),
    index.positions(row, row + 1),
    index.uses(row, row + 1),
    index.labels(row)
  ])
  const shown = withinDocument(window, documents, row)
  const ordinal = documents[row - window.from]
  const document = ordinal < 0 ? {} : { document: index.documentName(ordinal) }
  const position = positions[0] >= 0 ? { position: positions[0] } : {}
  return {
    row,
    source: sourceOf({ row, ...document, ...position }),
    ...document,
    ...position,
    use: uses[uses_[0]] ?? 'left-out',
    tokens: tokens.slice(shown.from - window.from, shown.to - window.from),
    peak: row - shown.from,
    labels
  }
}

/** Tokens before a row that a line about it shows. */
const lineContext = 12

/** Where a row is from, its token and the text before it. */
export async function rowLine(index: RowIndex, row: number): Promise<Omit<NearRow, 'cosine'>> {
  const { source, tokens, peak } = await rowContext(index, row, lineContext)
  return { row, source, before: tokens.slice(0, peak).join(''), token: tokens[peak] ?? '' }
}
