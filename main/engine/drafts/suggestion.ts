/** A drafted text as a suggestion for the label, with why it is there in plain words. */
import type { DetectionScore, DraftedFeature, DraftOrder } from '../../../contract/records/draft'
import type { KeptSuggestion } from '../../../contract/records/suggestion'

export function suggestionFrom(
  { feature, text, score }: DraftedFeature,
  { server, prompt }: DraftOrder
): KeptSuggestion | undefined {
  if (text === null) return undefined
  return {
    feature,
    source: 'model',
    text,
    why: `Drafted by ${server.model}; ${scoreText(score)}`,
    ...(score ? { score: score.balancedAccuracy } : {}),
    model: server.model,
    prompt: prompt.explain
  }
}

function scoreText(score: DetectionScore | null): string {
  if (!score) return 'not scored'
  const { firing, silent, balancedAccuracy, interval } = score
  const percent = (share: number) => `${Math.round(100 * share)} %`
  const right = `right about ${firing.right + silent.right} of ${firing.of + silent.of} held-out rows`
  return `${right}, balanced accuracy ${percent(balancedAccuracy)} (${percent(interval[0])} to ${percent(interval[1])})`
}
