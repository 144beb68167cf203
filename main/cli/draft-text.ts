/** Drafts by a language model as lines of text. */
import type { Draft, DraftEstimate, DraftedFeature } from '../../contract/records/draft'
import { count, counted, duration, percent, short, table } from './numbers'
import { oneLine } from './printable'

export function estimateLines({ features, chosen, requests, inputTokens, outputTokens, cost, seconds }: DraftEstimate): string[] {
  const limited = features < chosen ? ` (of ${count(chosen)}: the limits let no more through)` : ''
  const money =
    cost === null ? 'cost not known: give --price-in and --price-out' : `at most ${short(cost)} in the currency of the price`
  return [
    `${counted(features, 'feature')}${limited}: ${counted(requests, 'request')}, about ${counted(inputTokens, 'token')} sent and at most ${count(outputTokens)} received; ${money}`,
    `At least ${duration(seconds)} by the limit per minute; repeated requests come on top, the limits hold in any case`
  ]
}

export function draftedLines(
  { id, texts, problems, features, finished, use, stopped }: Draft,
  results: readonly DraftedFeature[]
): string[] {
  const rest = features - finished
  const tokens = `${counted(use.inputTokens, 'token')} sent, ${count(use.outputTokens)} received${use.estimated ? ' (counted by length)' : ''}`
  return [
    ...table(
      ['feature', 'balanced accuracy', 'precision', 'recall', 'text or problem'],
      results.map(({ feature, text, score, problem }) => [
        String(feature),
        score ? percent(score.balancedAccuracy) : '–',
        score?.precision == null ? '–' : percent(score.precision),
        score ? percent(score.recall) : '–',
        oneLine([text, problem && `(${problem})`].filter(Boolean).join(' '))
      ])
    ),
    `${counted(texts, 'text')}, ${counted(problems, 'problem')}; ${counted(use.requests, 'request')}, ${tokens}`,
    ...(stopped ? [`Ended at the limit on ${stopped}, ${counted(rest, 'feature is', 'features are')} open: --resume ${id}`] : []),
    'The texts are suggestions of their features, not labels.'
  ]
}
