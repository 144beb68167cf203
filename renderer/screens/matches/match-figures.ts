/** What a comparison says, as numbers that explain themselves: the summary, both sides measured, and one line of a list. Pure. */
import type { Run } from '../../../contract/records/run'
import {
  type CompareAnswer,
  type ComparedMetric,
  type ComparedSide,
  comparedMetrics
} from '../../../contract/records/studies/compare'
import type { Figure } from '../../app/numbers/figure'
import { activationDecimals } from '../../widgets/concordance/layout'
import { formatCount, formatFixed, formatPercent, formatSignificant } from '../../widgets/format'
import type { MatchLine } from './lists'

export interface ComparedRuns {
  a: Pick<Run, 'name'>
  b: Pick<Run, 'name'>
}

/** `decoder cosine, best one-to-one matching (Hungarian), 40,000 rows`. */
export function methodWords({ similarity, method, rows }: CompareAnswer): string {
  const by = similarity === 'decoder-cosine' ? 'decoder cosine' : 'activation correlation'
  const how = method === 'hungarian' ? 'best one-to-one matching (Hungarian)' : 'one to one, the most similar pair first'
  return `${by}, ${how}, ${formatCount(rows)} rows`
}

/** `run topk-8-a, step 150, and run topk-4-a, step 60; 1,000 rows`. */
export function comparedSource({ a, b, rows }: CompareAnswer, runs: ComparedRuns): string {
  const side = ({ name }: ComparedRuns['a'], { step }: ComparedSide) => `run ${name}, step ${formatCount(step)}`
  return `${side(runs.a, a)}, and ${side(runs.b, b)}; ${formatCount(rows)} rows`
}

/** How much of each dictionary is found in the other, by the names of the field. */
export function summaryFigures(answer: CompareAnswer, runs: ComparedRuns): Figure[] {
  const { matched, pairs, matchedFrom, matchedMean, matchedMeanAlive, meanMax, correlations } = answer
  const from = formatFixed(matchedFrom, 2)
  const source = comparedSource(answer, runs)
  const figure = (name: string, value: string, explanation: string): Figure => ({
    of: `${runs.a.name} and ${runs.b.name}`,
    name,
    value,
    explanation: `${explanation}; ${methodWords(answer)}`,
    source
  })
  const greatest = (of: string, other: string) =>
    `Mean over the features of ${of} of the greatest similarity with any of ${other}`
  const figures = [
    figure(
      `matched, at or above ${from}`,
      `${formatCount(matched)} of ${formatCount(pairs)}, ${formatPercent(matched / Math.max(1, pairs), 1)}`,
      `Pairs with a similarity of at least ${from} ÷ pairs made`
    ),
    figure(
      'MCC',
      formatFixed(matchedMean, 3),
      'Mean similarity of the matched pairs over the smaller number of features; features without a partner count 0'
    )
  ]
  if (matchedMeanAlive !== undefined)
    figures.push(
      figure(
        'MCC of pairs that both fire',
        formatFixed(matchedMeanAlive, 3),
        'Mean similarity of the matched pairs of which both features fire on some of these rows'
      )
    )
  figures.push(
    figure(`MMCS of ${runs.a.name}`, formatFixed(meanMax.aInB, 3), greatest(runs.a.name, runs.b.name)),
    figure(`MMCS of ${runs.b.name}`, formatFixed(meanMax.bInA, 3), greatest(runs.b.name, runs.a.name))
  )
  if (correlations)
    figures.push(
      figure(
        'activation correlation, median',
        formatFixed(correlations.median, 3),
        `Pearson correlation of ${formatCount(correlations.pairs)} matched pairs that both fire, over ${formatCount(answer.sampleRows)} rows of the sample; mean ${formatFixed(correlations.mean, 3)}`
      )
    )
  return figures
}

/** A metric of one of both sides. */
export function metricFigure(name: ComparedMetric, side: 'a' | 'b', answer: CompareAnswer, runs: ComparedRuns): Figure {
  return {
    of: `${runs[side].name} beside ${runs[side === 'a' ? 'b' : 'a'].name}`,
    name: name.replaceAll('_', ' '),
    value: measured(answer[side].metrics[name]),
    explanation: comparedMetrics[name],
    source: `run ${runs[side].name}, step ${formatCount(answer[side].step)}, ${formatCount(answer.rows)} rows`
  }
}

/** Shares and ratios with four decimals, larger numbers with as many as their size needs. */
function measured(value: number | undefined): string {
  const size = Math.abs(value ?? 0)
  return formatFixed(value, size < 10 ? 4 : activationDecimals(size))
}

/** The summary as a line to cite. */
export function comparisonCitation(answer: CompareAnswer, runs: ComparedRuns): string {
  const numbers = summaryFigures(answer, runs).map(({ name, value }) => `${name} ${value}`)
  return `${runs.a.name} and ${runs.b.name}: ${numbers.join(', ')} (${methodWords(answer)}; ${comparedSource(answer, runs)})`
}

/** A line of a list as a line to cite. */
export function lineCitation(line: MatchLine, answer: CompareAnswer, runs: ComparedRuns): string {
  const feature = (id: number | undefined, { name }: ComparedRuns['a']) => `feature ${id ?? '–'} of ${name}`
  const by = answer.similarity === 'decoder-cosine' ? 'decoder cosine' : 'activation correlation'
  const parts = [
    `${by} ${formatFixed(line.similarity, 3)}`,
    line.correlation !== undefined && `correlation ${formatFixed(line.correlation, 3)}`,
    line.jaccard !== undefined && `Jaccard ${formatFixed(line.jaccard, 3)}`,
    line.density !== undefined && `density of the lone feature ${formatPercent(line.density)}`,
    line.into.length > 1 &&
      `nearest of ${line.into.map((part) => `${part.feature} (${formatSignificant(part.similarity, 2)})`).join(', ')}`
  ]
  const pair = `${feature(line.a, runs.a)} and ${feature(line.b, runs.b)}`
  return `${pair[0].toUpperCase()}${pair.slice(1)}: ${parts.filter(Boolean).join(', ')} (${comparedSource(answer, runs)})`
}
