/** The text that a list shows for a feature: the token of its strongest example and what stands before it in the document. */
import { peakText } from '../../../analysis/examples/peak'
import { type RowRange, withinDocument } from '../../../analysis/examples/window'
import type { PeakText } from '../../../store/feature-records'
import type { OpenData } from './open-data'

type Rows = Pick<OpenData['index'], 'rows' | 'hasTokens' | 'tokens' | 'documents'>

/** Enough tokens for the text before a peak that a list shows. */
const context = 12
/** As many rows or fewer are read once and kept, some 10 MB: three small reads for each feature would cost more. */
const keptRows = 2 ** 18

/** Gives the peak of an example at a row; undefined where rows have no tokens. */
export function peakReader(index: Rows): (row: number) => Promise<PeakText | undefined> {
  let all: Promise<Stretch> | undefined
  return async (row) => {
    if (!index.hasTokens) return undefined
    const window = { from: Math.max(0, row - context), to: row + 1 }
    if (index.rows > keptRows) return peakIn(await stretch(index, window), window, row)
    all ??= stretch(index, { from: 0, to: index.rows })
    return peakIn(await all, window, row)
  }
}

/** Rows from `from` on. */
interface Stretch {
  from: number
  tokens: string[]
  documents: Int32Array
}

async function stretch(index: Rows, { from, to }: RowRange): Promise<Stretch> {
  const [tokens, documents] = await Promise.all([index.tokens(from, to), index.documents(from, to)])
  return { from, tokens, documents }
}

function peakIn({ from: first, tokens, documents }: Stretch, { from, to }: RowRange, row: number): PeakText {
  const own = withinDocument({ from, to }, documents.subarray(from - first, to - first), row)
  return peakText(tokens.slice(own.from - first, to - first))
}
