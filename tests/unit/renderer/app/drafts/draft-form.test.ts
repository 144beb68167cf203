import { expect, test } from 'vitest'
import { estimateWords } from '../../../../../renderer/app/drafts/draft-estimate'
import { measuresFrom, promptProblem } from '../../../../../renderer/app/drafts/draft-form'
import { stateWords } from '../../../../../renderer/app/drafts/draft-list'

test('numbers are read as they are typed; what is none, or too much, is said at its field', () => {
  expect(measuresFrom({ tokens: '2,000,000', detectRows: '10' }).measures).toMatchObject({
    limits: { tokens: 2_000_000, requests: 500 },
    evidence: { detectRows: 10, top: 8 }
  })
  const { measures, problems } = measuresFrom({ requests: '', parallel: '99', detectRows: '3' })
  expect(measures).toBeUndefined()
  expect(Object.keys(problems).sort()).toEqual(['detectRows', 'parallel', 'requests'])
})

test('a prompt without its places can not be used', () => {
  expect(promptProblem({ explain: 'Say it', detect: '{label} {examples}' }, 'explain')).toBe('it must hold {examples}')
  expect(promptProblem({ explain: 'Say it', detect: '{label} {examples}' }, 'detect')).toBeUndefined()
})

test('an estimate names what the limits leave out, and a cost only where the price is known', () => {
  const estimate = {
    features: 3,
    chosen: 10,
    requests: 6,
    inputTokens: 4_000,
    outputTokens: 2_400,
    cost: 0.048,
    measured: 3,
    seconds: 3
  }
  const known = estimateWords(estimate, { input: 3, output: 15 }).join(' ')
  expect(known).toContain('3 features of 10 (the limits let no more through): 6 requests, about 4,000 tokens sent')
  expect(known).toContain('at most 0.048 ')
  expect(estimateWords({ ...estimate, cost: null }, { input: null, output: null }).join(' ')).toContain('Cost: not known')
})

test('a draft that ended at its limit says at which', () => {
  const draft = { state: 'done', finished: 3, features: 10, stopped: 'requests', texts: 3, problems: 1 } as Parameters<
    typeof stateWords
  >[0]
  expect(stateWords(draft)).toBe('ended at the limit on requests, 3 of 10: 3 texts, 1 problem')
})
