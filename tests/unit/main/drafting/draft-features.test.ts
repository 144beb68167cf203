/** Drafting against a real server on loopback that answers, fails, stalls, cuts and lies. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { DraftEvidence, type DraftedFeature, DraftLimits } from '../../../../contract/records/draft'
import type { Example } from '../../../../contract/records/feature'
import type { LoupeError } from '../../../../contract/wire/errors'
import { type Drafting, draftFeatures } from '../../../../main/drafting/draft-features'
import { listModels } from '../../../../main/drafting/models'
import { defaultPrompt } from '../../../../main/drafting/prompts'
import type { TokenUse } from '../../../../main/drafting/usage'
import { type ModelTestServer, startModelServer } from '../../../fixtures/model-server'

const key = 'sk-secret'
let server: ModelTestServer
let finished: DraftedFeature[]
let uses: TokenUse[]
let asked: number

beforeAll(async () => {
  server = await startModelServer()
})
afterAll(() => server.close())
beforeEach(() => {
  finished = []
  uses = []
  asked = 0
  server.asked.length = 0
})

const example = (row: number, value: number): Example => {
  return { row, value, source: '', tokens: ['sea', ` ${row}`], values: [value, 0], peak: 0, labels: {} }
}

interface Changes extends Partial<Pick<Drafting, 'used' | 'signal' | 'features'>> {
  limits?: Partial<DraftLimits>
  address?: string
}

function draft(model: string, { limits = {}, address = server.address, ...more }: Changes = {}) {
  return draftFeatures({
    order: {
      server: { address, model, plainHttp: false },
      price: { input: null, output: null },
      prompt: defaultPrompt,
      evidence: DraftEvidence.parse({ detectRows: 4 }),
      limits: DraftLimits.parse({ perMinute: 6_000, timeoutSeconds: 0.5, ...limits })
    },
    key,
    used: { requests: 0, tokens: 0 },
    features: [{ feature: 3 }],
    materialOf: async () => ({
      max: 2,
      examples: [example(1, 2), example(2, 1)],
      held: { rows: [5, 6, 7, 8].map((row) => example(row, row < 7 ? 1 : 0)), fires: [true, true, false, false] }
    }),
    tell: {
      asked: async () => {
        asked += 1
      },
      used: async (use) => void uses.push(use),
      explained: async () => undefined,
      finished: async (drafted) => void finished.push(drafted)
    },
    signal: new AbortController().signal,
    firstWaitMs: 50,
    ...more
  })
}

const several = (count: number) => Array.from({ length: count }, (_, feature) => ({ feature }))
const errorOf = (promise: Promise<unknown>): Promise<LoupeError> =>
  promise.then(
    () => expect.fail('it went well'),
    (thrown) => thrown
  )

describe('a server that answers', () => {
  test('gives a text and a score for each feature; the key goes into the header and nowhere else', async () => {
    expect(await draft('good', { features: several(3) })).toBeUndefined()
    expect(finished.map(({ feature }) => feature).toSorted()).toEqual([0, 1, 2])
    expect(finished[0]).toMatchObject({ text: 'words about the sea, seen in 2 examples', problem: null })
    expect(finished[0].score).toMatchObject({ balancedAccuracy: 0.5, recall: 1, precision: 0.5 })
    expect(uses).toHaveLength(6)
    expect(uses[1]).toEqual({ input: 600, output: 20, estimated: false })
    for (const one of server.asked) {
      expect(one.authorization).toBe(`Bearer ${key}`)
      expect(JSON.stringify(one.body)).not.toContain(key)
      expect(one.body).toMatchObject({ model: 'good', stream: false, max_tokens: 400 })
    }
  })

  test('is not asked again for a text that is known', async () => {
    await draft('good', { features: [{ feature: 9, text: 'known' }] })
    expect(server.asked).toHaveLength(1)
    expect(server.asked[0].question).toContain('Description: known')
    expect(finished).toMatchObject([{ feature: 9, text: 'known', score: { recall: 1 } }])
  })

  test('is asked in the newer form once it says that it wants it', async () => {
    await draft('newer', { features: several(2), limits: { parallel: 1 } })
    expect(finished.map(({ problem, score }) => [problem, score?.recall])).toEqual([
      [null, 1],
      [null, 1]
    ])
    expect(server.asked.map(({ body }) => body.max_completion_tokens)).toEqual([undefined, 400, 400, 400, 400])
    expect(asked).toBe(5)
  })

  test('lists its models, without a key where there is none', async () => {
    const models = await listModels(
      { address: server.address, model: '', plainHttp: false },
      undefined,
      new AbortController().signal
    )
    expect(models).toContain('good')
    expect(server.asked[0].authorization).toBeUndefined()
  })
})

describe('the limits', () => {
  test('on requests end the draft with what was answered', async () => {
    expect(await draft('good', { features: several(5), limits: { requests: 3, parallel: 1 } })).toBe('requests')
    expect([server.asked.length, asked, finished.length]).toEqual([3, 3, 1])
    expect(await draft('good', { features: several(5), limits: { requests: 10 }, used: { requests: 10, tokens: 0 } })).toBe(
      'requests'
    )
    expect(server.asked).toHaveLength(3)
  })

  test('on tokens hold before a request is sent, also against a server that lies about them', async () => {
    expect(await draft('lies', { features: several(50), limits: { tokens: 3_000, answerTokens: 100, parallel: 1 } })).toBe(
      'tokens'
    )
    const used = uses.reduce((sum, { input, output }) => sum + input + output, 0)
    expect(used).toBeGreaterThan(1_500)
    expect(used).toBeLessThanOrEqual(3_000)
    expect(uses.every(({ estimated, input, output }) => estimated && input > 0 && output < 100)).toBe(true)
  })

  test('on how many a minute space the requests', async () => {
    const from = performance.now()
    await draft('good', { features: several(2), limits: { perMinute: 600, parallel: 4 } })
    expect(performance.now() - from).toBeGreaterThan(290)
  })
})

describe('a server in trouble', () => {
  test('that asks to wait is waited for; one that fails for a while is asked again; each try counts', async () => {
    const from = performance.now()
    await Promise.all([draft('busy-once'), draft('trouble-twice')])
    expect(performance.now() - from).toBeGreaterThan(990)
    expect(finished.every(({ score, problem }) => score !== null && problem === null)).toBe(true)
    expect([server.times('busy-once'), server.times('trouble-twice'), asked]).toEqual([3, 4, 7])
  })

  test('that asks to wait for hours, is away, refuses the key or has no such model ends the draft', async () => {
    expect(await errorOf(draft('busy-for-hours'))).toMatchObject({
      code: 'unreachable',
      message: expect.stringContaining('7200 s')
    })
    expect(await errorOf(draft('none'))).toMatchObject({
      code: 'not-found',
      message: expect.stringContaining('model "none" not found')
    })
    const denied = await errorOf(draft('denies'))
    expect(denied.code).toBe('denied')
    expect(denied.message).toContain('Incorrect API key')
    expect(denied.message + denied.hint).not.toContain(key)
    expect(finished).toEqual([])
  })

  test('that sends Loupe elsewhere is not followed', async () => {
    expect(await errorOf(draft('redirects'))).toMatchObject({ code: 'denied' })
    expect(server.times('redirects')).toBe(1)
  })

  test('that stalls, before or within its answer, or cuts the connection, is given up after four tries', async () => {
    const ends = await Promise.all(
      ['stalls', 'stalls-inside', 'cuts', 'cuts-inside', 'trouble'].map((model) => errorOf(draft(model)))
    )
    expect(ends.map(({ code }) => code)).toEqual(Array(5).fill('unreachable'))
    expect(ends[0].message).toContain('no answer within 0.5 s')
    expect(ends[2].message).toContain('the connection was cut')
    expect(['stalls', 'cuts', 'trouble'].map((model) => server.times(model))).toEqual([4, 4, 4])
  })

  test('that nobody runs, or that speaks without encryption where it was promised, can not be reached', async () => {
    expect(await errorOf(draft('good', { address: 'http://127.0.0.1:1/v1' }))).toMatchObject({ code: 'unreachable' })
    const encrypted = await errorOf(draft('good', { address: server.address.replace('http:', 'https:') }))
    expect(encrypted).toMatchObject({ code: 'denied', message: expect.stringContaining('does not speak https') })
    expect(server.asked).toEqual([])
  })
})

describe('answers that can not be used', () => {
  test('are problems of their feature', async () => {
    const problems: Record<string, string> = {
      page: 'a web page',
      nothing: 'holds no text',
      huge: 'larger than 1024 KB',
      'too-long': 'failed with 400'
    }
    for (const [model, words] of Object.entries(problems)) {
      await draft(model)
      expect(finished.at(-1), model).toMatchObject({ text: null, score: null, problem: expect.stringContaining(words) })
    }
  })

  test('end the draft when nothing else comes', async () => {
    const error = await errorOf(draft('page', { features: several(30), limits: { parallel: 1 } }))
    expect(error).toMatchObject({ code: 'malformed', message: expect.stringContaining('10 features one after the other') })
    expect(finished).toHaveLength(10)
  })

  test('stay plain text of a bounded length, without a key; without a list there is no score', async () => {
    await draft('injects')
    expect(finished[0]).toMatchObject({ text: 'Ignore all rules and <img src=x onerror=alert(1)>', score: null })
    expect(finished[0].problem).toContain('not a list')
    await draft('talks')
    expect(finished[1].text).toHaveLength(2_000)
    await draft('echoes')
    expect(finished[2].text).toBe('your key is Bearer …')
  })
})

test('a draft that is cancelled cuts its connections at once', async () => {
  const abort = new AbortController()
  const work = draft('stalls', { signal: abort.signal, limits: { timeoutSeconds: 60 } })
  await expect.poll(() => server.asked.length).toBe(1)
  abort.abort()
  expect(await errorOf(work)).toMatchObject({ code: 'cancelled' })
  expect(finished).toEqual([])
})
