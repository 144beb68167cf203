/** Which tokens are more frequent among the rows on which a feature fires than among all rows. */

export interface EnrichedToken {
  token: string
  /** Share of the rows on which the feature fires, and of all rows, 0–1. */
  share: number
  shareOfAll: number
  /** share ÷ shareOfAll. */
  lift: number
}

export interface TokenCounts {
  counts: ReadonlyMap<string, number>
  /** Rows that were counted, those without a token too. */
  rows: number
}

/** Below these a token is no sign of a feature: it is too rare among its rows, or not more frequent than anywhere. */
const least = { rows: 2, share: 0.02, lift: 2 }

/**
 * The tokens that tell most, by their part share × ln lift of the divergence between the two distributions (Kullback and Leibler),
 * which weighs how often a token is met against how special it is; ties by token. Rows without a token are none.
 */
export function enrichedTokens(tokens: readonly string[], all: TokenCounts, most: number): EnrichedToken[] {
  const found = [...countsOf(tokens)].flatMap(([token, count]): EnrichedToken[] => {
    const share = count / tokens.length
    const shareOfAll = (all.counts.get(token) ?? 0) / all.rows
    const lift = share / shareOfAll
    const isSign = count >= least.rows && share >= least.share && Number.isFinite(lift) && lift >= least.lift
    return isSign ? [{ token, share, shareOfAll, lift }] : []
  })
  const tells = ({ share, lift }: EnrichedToken) => share * Math.log(lift)
  return found.sort((one, other) => tells(other) - tells(one) || (one.token < other.token ? -1 : 1)).slice(0, most)
}

function countsOf(tokens: readonly string[]): Map<string, number> {
  const into = new Map<string, number>()
  for (const token of tokens) if (token !== '') into.set(token, (into.get(token) ?? 0) + 1)
  return into
}
