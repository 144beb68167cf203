/**
 * The token list that tells best when a feature fires. Tokens are ordered by precision (rows on which the feature fires ÷ rows
 * of the token) and taken while F1 grows: of all sets of tokens the one with the best F1 is the head of this order
 * (Lipton, Elkan, Naryanaswamy 2014, "Optimal thresholding of classifiers to maximize F1 measure", theorem 1).
 */
import type { Postings } from '../../../contract/records/arrays'
import type { RuleProposal } from '../../../contract/records/rule'
import { LoupeError } from '../../../contract/wire/errors'
import { leftOut } from '../studies/material'
import { plainToken, type RuleRows } from './matcher'

/** Longer lists are no labels any more. */
const mostTokens = 50
/** A token that fired once says nothing of the next time. */
const leastFires = 2
const blockRows = 16_384
const compared = { trim: true, ignoreCase: true }

interface TokenCount {
  token: string
  fires: number
  rows: number
}

export interface ProposalQuestion {
  threshold: number
  signal?: AbortSignal
  progress?(done: number): void
}

/** Throws not-found where the rows have no tokens, empty where the feature fires on no token twice. */
export async function proposedRule(postings: Postings, rows: RuleRows, question: ProposalQuestion): Promise<RuleProposal> {
  if (!rows.hasTokens)
    throw new LoupeError('not-found', 'The rows have no tokens', { hint: 'Give a condition on a label column instead.' })
  const { counts, fires, all } = await countTokens(postings, rows, question)
  const tokens = bestHead(counts, fires)
  if (tokens.length === 0)
    throw new LoupeError('empty', 'The feature fires on no token twice, so no list of tokens tells when', {
      hint: 'A pattern or a condition on a label column may.'
    })
  const rule = { kind: 'tokens' as const, tokens: tokens.map(({ token }) => token), ...compared }
  return { rule, tokens, share: all === 0 ? 0 : fires / all }
}

async function countTokens(postings: Postings, rows: RuleRows, { threshold, signal, progress }: ProposalQuestion) {
  const counts = new Map<string, TokenCount>()
  let [at, fires, all] = [0, 0, 0]
  for (let from = 0; from < rows.rows; from += blockRows) {
    signal?.throwIfAborted()
    const to = Math.min(from + blockRows, rows.rows)
    const [tokens, uses] = await Promise.all([rows.tokens(from, to), rows.uses(from, to)])
    for (let row = from; row < to; row += 1) {
      while (at < postings.rows.length && postings.rows[at] < row) at += 1
      if (uses[row - from] === leftOut) continue
      const isFiring = postings.rows[at] === row && postings.values[at] > threshold
      const token = plainToken(tokens[row - from], compared)
      const count = counts.get(token) ?? { token, fires: 0, rows: 0 }
      count.rows += 1
      count.fires += Number(isFiring)
      fires += Number(isFiring)
      all += 1
      counts.set(token, count)
    }
    progress?.(to)
  }
  return { counts: [...counts.values()], fires, all }
}

/** The head of the order by precision with the best F1; ties by rows, then by text. A rule can not name the empty token. */
function bestHead(counts: readonly TokenCount[], fires: number): TokenCount[] {
  const order = counts
    .filter((count) => count.fires >= leastFires && count.token !== '')
    .sort((a, b) => b.fires / b.rows - a.fires / a.rows || b.fires - a.fires || (a.token < b.token ? -1 : 1))
    .slice(0, mostTokens)
  let [both, named, best, length] = [0, 0, 0, 0]
  for (const [place, count] of order.entries()) {
    both += count.fires
    named += count.rows
    const f1 = (2 * both) / (named + fires)
    if (f1 > best) [best, length] = [f1, place + 1]
  }
  return order.slice(0, length)
}
