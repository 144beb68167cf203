/** Tests of the draft: form and JSON stay one thing, whatever is typed in either. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { configFields } from '../../../../../../renderer/screens/runs/config-fields'
import {
  draftFrom,
  editField,
  editJson,
  givenFor,
  isReady,
  setField,
  withDefaults
} from '../../../../../../renderer/screens/runs/new-run/config-draft'
import { idleFields, jsonOf } from '../../../../../../renderer/screens/runs/new-run/config-json'
import { configSchema } from '../../../../../../renderer/screens/runs/new-run/config-schema'
import { estimateOf, nearestRuns } from '../../../../../../renderer/screens/runs/new-run/estimate'
import { stepped } from '../../../../../../renderer/screens/runs/new-run/field-text'
import { refusedKinds, refusedKindsText } from '../../../../../../renderer/screens/runs/new-run/kinds'
import { presetGiven, presetOf } from '../../../../../../renderer/screens/runs/new-run/presets'
import { runWith, topk } from '../config'

const field = (key: string) => configFields.find((other) => other.key === key) ?? configFields[0]

describe('fields that mean nothing', () => {
  it('are named: those of another architecture, but not what is taken away', () => {
    const json = (more: object) => JSON.stringify({ ...topk, ...more })
    expect([json({}), json({ bandwidth: 0.05, prefixes: null }), '{ "k": '].map((text) => idleFields(topk, text))).toEqual([
      [],
      ['bandwidth'],
      []
    ])
  })
})

describe('typing in the form', () => {
  it('changes the JSON with it', () => {
    const draft = editField(draftFrom(topk), 'k', '64')
    expect([draft.config.k, JSON.parse(draft.json).k, isReady(draft), draft.touched]).toEqual([64, 64, true, ['k']])
  })

  it('keeps half a number as it is typed, says what is missing, and leaves the rest alone', () => {
    const draft = editField(draftFrom(topk), 'learningRate', '1e-')
    expect([draft.texts.learningRate, draft.config.learningRate, isReady(draft)]).toEqual(['1e-', 0.001, false])
    expect(draft.problems.learningRate).toContain('1e-3')
    expect(isReady(editField(draft, 'learningRate', '1e-4'))).toBe(true)
  })

  it('takes thousands apart and refuses parts of whole numbers', () => {
    expect(editField(draftFrom(topk), 'dSae', '4,608').config.dSae).toBe(4608)
    expect(editField(draftFrom(topk), 'dSae', '4.5').problems.dSae).toBe('Give a whole number.')
  })

  it('leaves out what may be left out when it is emptied, and nothing else', () => {
    const kept = editField(draftFrom({ ...topk, keepCheckpoints: 3 }), 'keepCheckpoints', '')
    expect([kept.config.keepCheckpoints, isReady(kept), 'keepCheckpoints' in JSON.parse(kept.json)]).toEqual([
      undefined,
      true,
      false
    ])
    expect(isReady(editField(draftFrom(topk), 'k', ''))).toBe(false)
  })

  it('reads lists of widths', () => {
    const matryoshka = { ...topk, architecture: 'matryoshka' as const, prefixes: [512, 4608] }
    const draft = editField(draftFrom(matryoshka), 'prefixes', '512 · 1024, 4608')
    expect([draft.config.prefixes, draft.json.includes('[512, 1024, 4608]')]).toEqual([[512, 1024, 4608], true])
    expect(editField(draft, 'prefixes', '512, x').problems.prefixes).toContain('whole numbers')
  })

  it('forgets what is wrong with a field that another choice takes away', () => {
    const adamw = draftFrom({ ...topk, optimizer: 'adamw', weightDecay: 0.1 })
    const broken = editField(adamw, 'weightDecay', 'x')
    expect([isReady(broken), isReady(setField(broken, 'optimizer', 'adam'))]).toEqual([false, true])
  })

  it('steps numbers by a round part of their size', () => {
    expect([stepped(field('dSae'), '4608', 1), stepped(field('k'), '32', -1), stepped(field('seed'), '7', 1)]).toEqual([
      '4708',
      '31',
      '8'
    ])
    expect([stepped(field('learningRate'), '0.001', 1), stepped(field('k'), '0', -1), stepped(field('k'), 'x', 1)]).toEqual([
      '0.0011',
      '0',
      'x'
    ])
  })
})

describe('typing in the JSON', () => {
  it('changes the form with it and keeps the text as it was typed', () => {
    const draft = editJson(draftFrom(topk), '{"k":8}')
    expect([draft.config.k, draft.texts.k, draft.json, draft.config.dSae, draft.touched]).toEqual([
      8,
      '8',
      '{"k":8}',
      4608,
      ['k']
    ])
  })

  it('keeps the form while it is not JSON, names a wrong field, and refuses a wrong type', () => {
    const problems = ['{"k": ', '[1]', '{"kk": 3}', '{"k": "many"}', '{"steps": 1.5}'].map((json) =>
      editJson(draftFrom(topk), json)
    )
    expect(problems.every((draft) => draft.config.k === 32 && draft.config.steps === 600 && !isReady(draft))).toBe(true)
    expect(problems[0].jsonProblem).toMatch(/^Not JSON yet/)
    expect(problems[1].jsonProblem).toContain('object')
    expect(problems[2].jsonProblem).toContain('"kk"')
    expect(editJson(draftFrom(topk), '{"learning_rate": 1}').jsonProblem).toContain('Perhaps "learningRate"')
    expect(problems[3].jsonProblem).toMatch(/^k: /)
  })

  it('takes a field away with null, where it may be left out', () => {
    const draft = editJson(draftFrom({ ...topk, patience: 5 }), '{"patience": null}')
    expect([draft.config.patience, isReady(draft)]).toEqual([undefined, true])
    expect(isReady(editJson(draft, '{"steps": null}'))).toBe(false)
  })

  it('becomes well again by an edit in the form', () => {
    const broken = editJson(draftFrom(topk), '{')
    expect(isReady(editField(broken, 'seed', '3'))).toBe(true)
  })

  it('is what the form wrote, for any values', () => {
    const values = fc.record({
      k: fc.integer({ min: 1, max: 512 }),
      seed: fc.integer(),
      learningRate: fc.double({ min: 1e-9, max: 1, noNaN: true })
    })
    fc.assert(
      fc.property(values, (given) => {
        const config = { ...topk, ...given }
        expect(editJson(draftFrom(topk), jsonOf(config)).config).toEqual(config)
      }),
      { numRuns: 50, seed: 1 }
    )
  })
})

describe('defaults asked anew', () => {
  it('go into what the person left alone, and nowhere else', () => {
    const draft = editField(editField(editField(draftFrom(topk), 'steps', '300'), 'seed', '9'), 'gradientClip', '-')
    const next = withDefaults(draft, { ...topk, steps: 1, seed: 1, warmUpSteps: 30, gradientClip: 5 })
    expect([next.config.steps, next.config.seed, next.config.warmUpSteps, next.texts.warmUpSteps]).toEqual([300, 9, 30, '30'])
    expect([next.texts.gradientClip, isReady(next), JSON.parse(next.json).warmUpSteps]).toEqual(['-', false, 30])
  })

  it('keep what the person set and the other architecture has', () => {
    const draft = editField(editField(draftFrom(topk), 'k', '64'), 'steps', '900')
    expect(givenFor(draft, 'topk')).toEqual({ k: 64, steps: 900 })
    expect(givenFor(draft, 'relu-l1')).toEqual({ steps: 900 })
  })
})

describe('presets', () => {
  it('are recognized until one of their fields is changed', () => {
    const quick = { ...topk, ...presetGiven('quick', topk) }
    expect([quick.steps, quick.dSae]).toEqual([120, 2304])
    const thorough = { ...topk, ...presetGiven('thorough', topk) }
    const presets = [topk, quick, thorough, { ...topk, steps: 7 }].map((config) => presetOf(config, topk))
    expect(presets).toEqual(['standard', 'quick', 'thorough', null])
  })
})

describe('the schema', () => {
  it('describes every field, requires none and allows no other', () => {
    const { properties, required, additionalProperties } = configSchema as {
      properties: Record<string, { description?: string }>
      required: string[]
      additionalProperties: boolean
    }
    expect(configFields.every(({ key }) => properties[key]?.description)).toBe(true)
    expect([required, additionalProperties]).toEqual([[], false])
  })
})

describe('the estimate', () => {
  const data = { dIn: 576, trainRows: 36_000 }

  it('counts passes and parameters', () => {
    const estimate = estimateOf(topk, data, [])
    expect(estimate).toEqual({ passes: (600 * 1024) / 36_000, parameters: 5_313_600, time: undefined })
  })

  it('counts what other kinds and architectures have: targets, the skip path, thresholds', () => {
    const parameters = (more: Partial<typeof topk>) =>
      estimateOf({ ...topk, ...more }, { ...data, targets: { dOut: 64 } }, []).parameters
    const transcoder = 4608 * (576 + 64 + 1) + 64
    expect([parameters({ kind: 'transcoder' }), parameters({ kind: 'skip-transcoder' })]).toEqual([
      transcoder,
      transcoder + 576 * 64
    ])
    expect(parameters({ architecture: 'jumprelu' })).toBe(5_313_600 + 4608)
  })

  it('takes the time from the nearest run that ran long enough', () => {
    const like = runWith({ id: 'near', config: { ...topk, seed: 1 } })
    const far = runWith({ id: 'far', config: { ...topk, seed: 1, k: 64, dSae: 9216 } })
    const short = runWith({ id: 'short', step: 2 })
    const estimate = estimateOf({ ...topk, dSae: 9216 }, data, [short, like])
    expect([estimate.time?.like.id, estimate.time?.seconds]).toEqual(['near', 120])
    expect(nearestRuns(topk, [far, like]).map((run) => run.id)).toEqual(['near', 'far'])
  })
})

describe('kinds', () => {
  it('are refused in words where the data has nothing for them', () => {
    expect(Object.keys(refusedKinds({}))).toEqual(['transcoder', 'skip-transcoder', 'crosscoder'])
    expect(refusedKindsText({})).toBe('Transcoders need a data set with targets; a crosscoder needs several streams.')
    const targets = {} as never
    expect([Object.keys(refusedKinds({ targets })), refusedKindsText({ targets })]).toEqual([
      ['crosscoder'],
      'A crosscoder needs several streams.'
    ])
  })
})
