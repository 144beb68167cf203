import { describe, expect, test } from 'vitest'
import { DraftEvidence, DraftLimits, type DraftOrder } from '../../../../../contract/records/draft'
import { codeOf, projectWithRun } from '../samples'

const order: DraftOrder = {
  server: { address: 'http://127.0.0.1:1/v1', model: 'm', plainHttp: false },
  price: { input: 1, output: null },
  prompt: { explain: '{examples}', detect: '{label} {examples}' },
  evidence: DraftEvidence.parse({}),
  limits: DraftLimits.parse({})
}

async function projectWithDraft() {
  const { store, run } = await projectWithRun()
  store.drafts.add({ id: 'd', run, createdAt: 5, order, features: [4, 1, 3, 1] })
  return { store, run, drafts: store.drafts }
}

describe('a draft', () => {
  test('is there with its features once each, in their order, and with nothing used', async () => {
    const { drafts, run } = await projectWithDraft()
    const expected = { id: 'd', run, createdAt: 5, state: 'running', order, features: 3, finished: 0, texts: 0, problems: 0 }
    expect(drafts.get('d')).toEqual({ ...expected, use: { requests: 0, inputTokens: 0, outputTokens: 0, estimated: false } })
    expect(drafts.open('d').map(({ feature }) => feature)).toEqual([4, 1, 3])
    expect(drafts.list(run)).toEqual(drafts.list())
    expect(await codeOf(() => drafts.get('other'))).toBe('not-found')
  })

  test('counts what was used, and keeps what was answered', async () => {
    const { drafts } = await projectWithDraft()
    drafts.asked('d')
    drafts.asked('d')
    drafts.used('d', { input: 10, output: 2, estimated: true })
    drafts.used('d', { input: 5, output: 1, estimated: false })
    drafts.explained('d', 1, 'half way')
    drafts.finished('d', { feature: 4, text: null, score: null, problem: 'a web page' })
    expect(drafts.open('d')).toEqual([
      { feature: 1, text: 'half way' },
      { feature: 3, text: undefined }
    ])
    const score = {
      balancedAccuracy: 0.75,
      interval: [0.5, 0.9] as [number, number],
      precision: null,
      recall: 0.5,
      firing: { right: 1, of: 2 },
      silent: { right: 2, of: 2 }
    }
    drafts.finished('d', { feature: 1, text: 'half way', score, problem: null })
    expect(drafts.get('d')).toMatchObject({ finished: 2, texts: 1, problems: 1 })
    expect(drafts.get('d').use).toEqual({ requests: 2, inputTokens: 15, outputTokens: 3, estimated: true })
    expect(drafts.results('d')).toEqual([
      { feature: 4, text: null, score: null, problem: 'a web page' },
      { feature: 1, text: 'half way', score, problem: null }
    ])
  })

  test('changes its state, limit and error, and takes them away again', async () => {
    const { drafts } = await projectWithDraft()
    const error = { code: 'unreachable' as const, message: 'away' }
    expect(drafts.change('d', { state: 'failed', error, stopped: 'tokens' })).toMatchObject({
      state: 'failed',
      error,
      stopped: 'tokens'
    })
    const again = drafts.change('d', { state: 'running', error: null, stopped: null })
    expect(again).not.toHaveProperty('error')
    expect(again).not.toHaveProperty('stopped')
  })

  test('goes with its features, and with its run', async () => {
    const { store, run, drafts } = await projectWithDraft()
    drafts.remove('d')
    expect(drafts.results('d')).toEqual([])
    drafts.add({ id: 'e', run, createdAt: 6, order, features: [1] })
    store.runs.remove(run)
    expect(drafts.list()).toEqual([])
  })
})
