/** A draft as a suggestion for the form of a label, with why it is there in plain words. */
import type { DetectionScore, ModelSuggestion } from '../../../contract/records/draft'
import type { StoredText } from '../../store/draft-records'

export function suggestionFrom({ text, score, model, prompt, draft, at }: StoredText): ModelSuggestion {
  return { source: 'model', text, why: `Drafted by ${model}; ${scoreText(score)}`, model, prompt, draft, at, score }
}

function scoreText(score: DetectionScore | null): string {
  if (!score) return 'not scored'
  const { firing, silent, balancedAccuracy, interval } = score
  const percent = (share: number) => `${Math.round(100 * share)} %`
  const right = `right about ${firing.right + silent.right} of ${firing.of + silent.of} held-out rows`
  return `${right}, balanced accuracy ${percent(balancedAccuracy)} (${percent(interval[0])} to ${percent(interval[1])})`
}
