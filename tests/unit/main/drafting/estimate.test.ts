import { expect, test } from 'vitest'
import { DraftEvidence, DraftLimits, type DraftOrder } from '../../../../contract/records/draft'
import { estimateDraft } from '../../../../main/drafting/estimate'

const order = (limits: object, price = { input: 3, output: 15 } as DraftOrder['price'], detectRows = 20): DraftOrder => ({
  server: { address: '', model: '', plainHttp: false },
  price,
  prompt: { explain: 'x'.repeat(4_000), detect: 'y'.repeat(2_000) },
  evidence: DraftEvidence.parse({ detectRows }),
  limits: DraftLimits.parse(limits)
})
const measured = [{ max: 1, examples: [], held: { rows: [], fires: [] } }]

test('two requests a feature, tokens by length, cost by the price of a million', () => {
  const estimate = estimateDraft(order({ answerTokens: 100, perMinute: 60 }), 10, measured)
  expect(estimate).toMatchObject({
    features: 10,
    requests: 20,
    inputTokens: 15_000,
    outputTokens: 2_000,
    measured: 1,
    seconds: 19
  })
  expect(estimate.cost).toBeCloseTo((15_000 * 3 + 2_000 * 15) / 1e6)
  expect(estimateDraft(order({}, undefined, 0), 10, measured)).toMatchObject({ requests: 10, inputTokens: 10_000 })
})

test('limits say how many features come through; a price that is not known makes no cost', () => {
  expect(estimateDraft(order({ requests: 7 }), 10, measured)).toMatchObject({ features: 3, chosen: 10, requests: 6 })
  expect(estimateDraft(order({ tokens: 5_000, answerTokens: 100 }), 10, measured).features).toBe(2)
  expect(estimateDraft(order({}, { input: 3, output: null }), 10, measured).cost).toBeNull()
})
