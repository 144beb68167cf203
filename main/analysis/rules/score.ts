/** Holds a rule against all stored activations of a feature: counts, and the rows where they disagree. */
import type { Postings } from '../../../contract/records/arrays'
import type { LabelRule } from '../../../contract/records/rule'
import { leftOut } from '../studies/material'
import { type RuleRows, type RuleTest, ruleTest } from './matcher'

export interface RuleCounts {
  rows: number
  fires: number
  named: number
  both: number
  /** Rows that fire unnamed, the strongest first, ties by row; at most `most`. */
  missed: number[]
  /** Rows that are named and silent, ascending; at most `most`. */
  wronglyNamed: number[]
}

export interface RuleQuestion {
  rule: LabelRule
  /** Activations above it count as firing. */
  threshold: number
  most: number
  signal?: AbortSignal
  /** Rows done, of all. */
  progress?(done: number): void
}

/** Rows looked at between two looks at the clock of others. */
const blockRows = 16_384

export async function ruleCounts(postings: Postings, rows: RuleRows, question: RuleQuestion): Promise<RuleCounts> {
  const test = await ruleTest(question.rule, rows)
  // A pattern that still runs when nobody waits for it any more is ended at once.
  const stop = () => void test.close()
  question.signal?.addEventListener('abort', stop)
  try {
    return await counted(postings, rows, test, question)
  } catch (thrown) {
    question.signal?.throwIfAborted()
    throw thrown
  } finally {
    question.signal?.removeEventListener('abort', stop)
    await test.close()
  }
}

async function counted(postings: Postings, rows: RuleRows, test: RuleTest, question: RuleQuestion): Promise<RuleCounts> {
  const { threshold, most, signal, progress } = question
  const counts: RuleCounts = { rows: 0, fires: 0, named: 0, both: 0, missed: [], wronglyNamed: [] }
  const missed: { row: number; value: number }[] = []
  let at = 0
  for (let from = 0; from < rows.rows; from += blockRows) {
    signal?.throwIfAborted()
    const to = Math.min(from + blockRows, rows.rows)
    const [named, uses] = await Promise.all([test.names(from, to), rows.uses(from, to)])
    for (let row = from; row < to; row += 1) {
      while (at < postings.rows.length && postings.rows[at] < row) at += 1
      if (uses[row - from] === leftOut) continue
      const value = postings.rows[at] === row ? postings.values[at] : 0
      const [isNamed, fires] = [named[row - from] === 1, value > threshold]
      counts.rows += 1
      counts.named += Number(isNamed)
      counts.fires += Number(fires)
      counts.both += Number(isNamed && fires)
      if (fires && !isNamed) missed.push({ row, value })
      if (isNamed && !fires && counts.wronglyNamed.length < most) counts.wronglyNamed.push(row)
    }
    progress?.(to)
  }
  missed.sort((one, other) => other.value - one.value || one.row - other.row)
  return { ...counts, missed: missed.slice(0, most).map(({ row }) => row) }
}

/** Precision, recall and F1 of counts; 0 where there is nothing to divide by. */
export function ruleShares({ fires, named, both }: Pick<RuleCounts, 'fires' | 'named' | 'both'>) {
  const precision = named === 0 ? 0 : both / named
  const recall = fires === 0 ? 0 : both / fires
  const f1 = precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall)
  return { precision, recall, f1 }
}
