/** The lists of the relations screen: near-duplicate pairs, and dead features with the likely cause. Pure. */
import type { DeathCause, RelationsAnswer } from '../../../contract/records/studies/relations'
import type { TableCell } from '../../app/output/table-text'
import { formatCount } from '../../widgets/format'

export const listNames = ['duplicates', 'dead'] as const
export type ListName = (typeof listNames)[number]

/** A line of either list: the feature, and the one that it is nearest to. */
export interface RelationLine {
  feature: number
  other: number | undefined
  cosine: number | undefined
  jaccard?: number
  cause?: DeathCause
  offset?: number
  encoderNorm?: number
  margin?: number | undefined
  idleSteps?: number | undefined
}

export const causeWords: Record<DeathCause, string> = {
  'weak-encoder': 'weak encoder',
  outcompeted: 'outcompeted',
  offset: 'offset',
  'away-from-data': 'away from the data',
  'not-looked-at': 'not looked at'
}

export const causeDetails: Record<DeathCause, string> = {
  'weak-encoder': 'Its encoder column is shorter than a tenth of the median of features that fire',
  outcompeted: 'It would fire on rows of the sample, but others are larger there',
  offset: 'With the median offset of features that fire it would fire on rows of the sample',
  'away-from-data': 'No row of the sample points its way',
  'not-looked-at': 'The rows could not be read'
}

export function linesOf({ duplicates, dead }: RelationsAnswer, list: ListName): RelationLine[] {
  if (list === 'duplicates')
    return duplicates.pairs.map(({ a, b, cosine, jaccard }) => ({ feature: a, other: b, cosine, jaccard }))
  return dead.features.map(({ feature, nearest, cosine, cause, offset, encoderNorm, margin, idleSteps }) => ({
    feature,
    other: nearest,
    cosine,
    cause,
    offset,
    encoderNorm,
    margin,
    idleSteps
  }))
}

/** How many there are altogether, listed or not. */
export function countOf(answer: RelationsAnswer, list: ListName): number {
  return answer[list].count
}

/** `weak encoder 3, offset 1; 2 never fired in training; 1 has a living double`: what the dead ones have in common. */
export function autopsyWords({ dead, onlyTraining }: RelationsAnswer): string {
  const causes = Object.entries(dead.causes)
    .filter(([, count]) => count > 0)
    .sort(([, a], [, b]) => b - a)
    .map(([cause, count]) => `${causeWords[cause as DeathCause]} ${formatCount(count)}`)
  const parts = [
    causes.join(', '),
    dead.neverFired !== undefined && `${formatCount(dead.neverFired)} never fired in training`,
    `${formatCount(dead.covered)} with a living double (decoder cosine from ${dead.coveredFrom})`,
    onlyTraining !== undefined && onlyTraining > 0 && `${formatCount(onlyTraining)} more fire on training rows only`
  ]
  return parts.filter(Boolean).join('; ')
}

/** A list as a file holds it. */
export function listRows(answer: RelationsAnswer, list: ListName): TableCell[][] {
  const lines = linesOf(answer, list)
  if (list === 'duplicates')
    return [
      ['feature_a', 'feature_b', 'cosine', 'jaccard'],
      ...lines.map((line) => [line.feature, line.other, line.cosine, line.jaccard])
    ]
  const head = ['feature', 'cause', 'offset', 'encoder_norm', 'margin', 'idle_steps', 'nearest', 'cosine']
  const rows = lines.map((line) => [
    line.feature,
    line.cause,
    line.offset,
    line.encoderNorm,
    line.margin,
    line.idleSteps,
    line.other,
    line.cosine
  ])
  return [head, ...rows]
}
