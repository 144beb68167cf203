import { describe, expect, onTestFinished, test } from 'vitest'
import type { KeptSuggestion } from '../../../../../contract/records/suggestion'
import { openProject } from '../../../../../main/store/index'
import { analyze, codeOf, projectWithRun } from '../samples'

const match = (feature: number, text: string, similarity: number, of = 7): KeptSuggestion => ({
  feature,
  source: 'match',
  text,
  tags: ['syntax'],
  why: `Label of feature ${of} of other`,
  similarity,
  cosine: similarity,
  from: { run: 'other', name: 'other run', feature: of }
})
const draft = (feature: number, text: string, score: number): KeptSuggestion => ({
  feature,
  source: 'model',
  text,
  why: 'drafted',
  score,
  model: 'small',
  prompt: 'What is it?'
})

describe('kept suggestions', () => {
  test('come back as they were, the most similar first, also after a restart', async () => {
    const { store, run } = await projectWithRun()
    expect(store.suggestions.put(run, [match(3, 'weak', 0.7), match(3, 'strong', 0.9, 8), draft(4, 'x', 1)], 50)).toEqual({
      added: 3,
      replaced: 0
    })
    store.close()
    const again = await openProject(store.folder)
    onTestFinished(() => again.close())
    const [strong, weak, ...more] = again.suggestions.of(run, 3)
    const { feature: _, ...given } = match(3, 'strong', 0.9, 8)
    expect(strong).toEqual({ ...given, id: expect.stringMatching(/^[0-9a-f]{24}$/), createdAt: 50 })
    expect([weak.text, more]).toEqual(['weak', []])
    expect(again.suggestions.of(run, 5)).toEqual([])
  })

  test('are there once: put again, one is replaced by itself and keeps its time', async () => {
    const { store, run } = await projectWithRun()
    store.suggestions.put(run, [match(3, 'same', 0.7)], 1)
    expect(store.suggestions.put(run, [match(3, 'same', 0.8), match(3, 'other text', 0.8)], 2)).toEqual({ added: 1, replaced: 1 })
    const found = store.suggestions.of(run, 3)
    expect(found.find(({ text }) => text === 'same')).toMatchObject({ similarity: 0.8, createdAt: 1 })
    expect(found).toHaveLength(2)
  })

  test('take the place of those of the same source and origin', async () => {
    const { store, run } = await projectWithRun()
    const elsewhere: KeptSuggestion = { ...match(1, 'third run', 0.8), from: { run: 'third', name: 'third', feature: 1 } }
    store.suggestions.put(run, [match(1, 'old', 0.8), match(2, 'stays', 0.8), elsewhere, draft(1, 'model', 0.5)])
    const place = { source: 'match', origin: 'other' } as const
    const wanted = [match(2, 'stays', 0.8), match(3, 'new', 0.8)]
    expect(store.suggestions.replace(run, place, wanted)).toEqual({ added: 1, unchanged: 1, withdrawn: 1 })
    expect(store.suggestions.replace(run, place, wanted)).toEqual({ added: 0, unchanged: 2, withdrawn: 0 })
    expect(store.suggestions.of(run, 1).map(({ text }) => text)).toEqual(['third run', 'model'])
  })

  test('are taken away by source, by origin, by feature and by id', async () => {
    const { store, run } = await projectWithRun()
    store.suggestions.put(run, [match(1, 'a', 0.8), match(2, 'b', 0.8), draft(1, 'c', 1), draft(2, 'd', 1)])
    expect(store.suggestions.remove(run, { source: 'model', origin: 'large' })).toBe(0)
    expect(store.suggestions.remove(run, { source: 'model', feature: 2 })).toBe(1)
    const [{ id }] = store.suggestions.of(run, 2)
    expect(store.suggestions.remove(run, { id, feature: 2 })).toBe(1)
    expect(store.suggestions.remove(run, {})).toBe(2)
  })

  test('that were dismissed stay away, also when they are put again, until they are brought back', async () => {
    const { store, run } = await projectWithRun()
    store.suggestions.put(run, [match(3, 'no', 0.9), match(3, 'yes', 0.8, 8)])
    const { id } = store.suggestions.of(run, 3)[0]
    store.suggestions.dismiss(run, 3, id, true)
    store.suggestions.put(run, [match(3, 'no', 0.95)])
    expect(store.suggestions.of(run, 3).map(({ text }) => text)).toEqual(['yes'])
    expect(store.suggestions.best(run, { source: 'match' }).map(({ text }) => text)).toEqual(['yes'])
    store.suggestions.dismiss(run, 3, id, false)
    expect(store.suggestions.of(run, 3).map(({ text }) => text)).toEqual(['no', 'yes'])
  })

  test('are refused for strange features and without a text, all of them', async () => {
    const { store, run } = await projectWithRun()
    expect(await codeOf(() => store.suggestions.put(run, [match(1, 'fine', 1), match(64, 'x', 1)]))).toBe('not-found')
    expect(await codeOf(() => store.suggestions.put(run, [match(1, 'fine', 1), match(2, ' ', 1)]))).toBe('usage')
    expect(store.suggestions.best(run, {})).toEqual([])
    expect(store.suggestions.put(run, [{ ...match(2, '', 1), status: 'not-interpretable' }]).added).toBe(1)
  })

  test('go with their run', async () => {
    const { store, run } = await projectWithRun()
    store.suggestions.put(run, [match(1, 'a', 1)])
    store.runs.remove(run)
    expect(store.suggestions.best(run, {})).toEqual([])
  })
})

test('features are found by whether they have a suggestion, and of which source', async () => {
  const { store, run } = await projectWithRun()
  analyze(store, run)
  store.suggestions.put(run, [match(1, 'a', 0.9), match(2, 'b', 0.9), draft(2, 'c', 1), draft(5, 'd', 1)])
  const [gone] = store.suggestions.of(run, 1)
  store.suggestions.dismiss(run, 1, gone.id, true)
  const found = (filter: string) => [...store.features.ids({ run, filter, sort: 'feature', descending: false })]
  expect(found('suggestion:match')).toEqual([2])
  expect(found('suggestion:model')).toEqual([2, 5])
  expect(found('suggestion:yes')).toEqual([2, 5])
  expect(found('suggestion:no id:0-5')).toEqual([0, 1, 3, 4])
})
