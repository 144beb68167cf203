/** What a draft will ask for, before anything is sent: from the prompts of a few of its features, made in full and measured. */
import type { DraftEstimate, DraftOrder } from '../../contract/records/draft'
import type { FeatureMaterial } from './draft-features'
import { detectQuestion, explainQuestion } from './prompts'
import { tokensIn } from './usage'

/** Stands for a label that is not known yet. */
const usualLabel = 'x'.repeat(120)

/** `chosen`: features that are to be drafted; `measured`: some of them, or none where there are none. */
export function estimateDraft(order: DraftOrder, chosen: number, measured: readonly FeatureMaterial[]): DraftEstimate {
  const each = perFeature(order, measured)
  const { limits, price } = order
  const byRequests = Math.floor(limits.requests / each.requests)
  const byTokens = Math.floor(limits.tokens / Math.max(1, each.input + each.output))
  const features = Math.min(chosen, byRequests, byTokens)
  const [inputTokens, outputTokens] = [Math.ceil(features * each.input), Math.ceil(features * each.output)]
  const requests = features * each.requests
  return {
    features,
    chosen,
    requests,
    inputTokens,
    outputTokens,
    cost: price.input === null || price.output === null ? null : (inputTokens * price.input + outputTokens * price.output) / 1e6,
    measured: measured.length,
    seconds: (Math.max(0, requests - 1) * 60) / limits.perMinute
  }
}

/** Means over the measured ones. */
function perFeature({ prompt, evidence, limits }: DraftOrder, measured: readonly FeatureMaterial[]) {
  const requests = evidence.detectRows === 0 ? 1 : 2
  const inputs = measured.map(({ examples, max, held }) => {
    const detect = requests === 2 ? tokensIn(detectQuestion(prompt, usualLabel, held.rows)) : 0
    return tokensIn(explainQuestion(prompt, examples, max)) + detect
  })
  const input = inputs.reduce((sum, tokens) => sum + tokens, 0) / Math.max(1, inputs.length)
  return { requests, input, output: requests * limits.answerTokens }
}
