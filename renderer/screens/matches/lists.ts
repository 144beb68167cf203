/** The lists of features below a comparison: pairs, those without a partner, those that are split. Pure. */
import type { CompareAnswer, LoneFeature, MatchedPair, SplitFeature } from '../../../contract/records/studies/compare'
import type { TableCell } from '../../app/output/table-text'

export const listNames = ['best', 'onlyA', 'onlyB', 'splitsOfA', 'splitsOfB'] as const
export type ListName = (typeof listNames)[number]

/** A line of any of the lists: a feature of A and of B where there is one, and what is known of both. */
export interface MatchLine {
  a: number | undefined
  b: number | undefined
  similarity: number
  correlation: number | undefined
  jaccard: number | undefined
  density: number | undefined
  /** Features of the other one that a split feature is the nearest of, and how near. */
  into: { feature: number; similarity: number }[]
}

export function linesOf(answer: CompareAnswer, name: ListName): MatchLine[] {
  if (name === 'best') return answer.best.map(pairLine)
  if (name === 'onlyA') return answer.onlyA.features.map((lone) => loneLine(lone, 'a'))
  if (name === 'onlyB') return answer.onlyB.features.map((lone) => loneLine(lone, 'b'))
  if (name === 'splitsOfA') return answer.splitsOfA.features.map((split) => splitLine(split, 'a'))
  return answer.splitsOfB.features.map((split) => splitLine(split, 'b'))
}

/** How many there are altogether, listed or not. */
export function countOf(answer: CompareAnswer, name: ListName): number {
  return name === 'best' ? answer.pairs : answer[name].count
}

/** The lists as one table: what a file holds. */
export function listRows(answer: CompareAnswer, name: ListName): TableCell[][] {
  const head = ['feature_a', 'feature_b', 'similarity', 'correlation', 'jaccard', 'density', 'split_into']
  const rows = linesOf(answer, name).map((line) => [
    line.a,
    line.b,
    line.similarity,
    line.correlation,
    line.jaccard,
    line.density,
    line.into.map(({ feature }) => feature).join(' ')
  ])
  return [head, ...rows]
}

const none = { correlation: undefined, jaccard: undefined, density: undefined, into: [] }

function pairLine({ a, b, similarity, correlation, jaccard }: MatchedPair): MatchLine {
  return { ...none, a, b, similarity, correlation, jaccard }
}

function loneLine({ feature, nearest, similarity, density }: LoneFeature, side: 'a' | 'b'): MatchLine {
  return { ...none, a: side === 'a' ? feature : nearest, b: side === 'a' ? nearest : feature, similarity, density }
}

function splitLine({ feature, into }: SplitFeature, side: 'a' | 'b'): MatchLine {
  const first = into[0]
  return {
    ...none,
    a: side === 'a' ? feature : first?.feature,
    b: side === 'a' ? first?.feature : feature,
    similarity: first?.similarity ?? Number.NaN,
    into
  }
}
