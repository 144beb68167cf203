/** How often each token stands in the rows of a data set. */
import type { RowIndex } from './reader'

/** Rows read at a time, and most blocks of them that are counted: larger data sets are counted in blocks spread evenly over them. */
const blockRows = 8_192
const mostBlocks = 256
/** Mark of a row that is left out. */
const leftOut = 2

export interface TokenTotals {
  counts: Map<string, number>
  /** Rows that were counted, those without a token too. */
  rows: number
}

/** Rows that are left out are not counted. */
export async function countTokens(index: Pick<RowIndex, 'rows' | 'tokens' | 'uses'>): Promise<TokenTotals> {
  const totals: TokenTotals = { counts: new Map(), rows: 0 }
  const blocks = Math.ceil(index.rows / blockRows)
  const step = Math.max(1, blocks / mostBlocks)
  for (let block = 0; block < blocks; block += step) {
    const from = Math.floor(block) * blockRows
    const [tokens, uses] = await Promise.all([index.tokens(from, from + blockRows), index.uses(from, from + blockRows)])
    for (const [i, token] of tokens.entries()) {
      if (uses[i] === leftOut) continue
      totals.rows += 1
      if (token !== '') totals.counts.set(token, (totals.counts.get(token) ?? 0) + 1)
    }
  }
  return totals
}
