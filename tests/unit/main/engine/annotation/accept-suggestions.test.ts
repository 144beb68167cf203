import { describe, expect, test } from 'vitest'
import type { KeptSuggestion } from '../../../../../contract/records/suggestion'
import { acceptSuggestions } from '../../../../../main/engine/annotation/accept-suggestions'
import { projectWithRun } from '../../store/samples'

const match = (feature: number, text: string, similarity: number, of = feature): KeptSuggestion => ({
  feature,
  source: 'match',
  text,
  tags: ['moved'],
  why: 'matched',
  similarity,
  from: { run: 'other', name: 'other', feature: of }
})

async function prepared() {
  const { store, run } = await projectWithRun()
  const none: KeptSuggestion = { ...match(4, '', 0.99), tags: [], status: 'not-interpretable' }
  store.suggestions.put(run, [
    match(1, 'second best', 0.9, 11),
    match(1, 'best', 0.95),
    match(2, 'low', 0.6),
    match(3, 'x', 0.9),
    none
  ])
  return { store, run, asked: { run, source: 'match' as const, origin: undefined, minimum: 0.8, dry: false } }
}

describe('many suggestions at once', () => {
  test('become labels, the best of each feature, in one step of undo', async () => {
    const { store, run, asked } = await prepared()
    const accepted = acceptSuggestions(store, asked, 'Ada')
    expect(accepted).toMatchObject({ features: Uint32Array.of(1, 3, 4), touched: 0, below: 1 })
    expect(store.labels.get(run, 1)).toMatchObject({ label: 'best', tags: ['moved'], status: 'labeled' })
    expect(store.labels.get(run, 4)).toMatchObject({ label: '', status: 'not-interpretable' })
    expect(store.labels.history(run, 1)[0].author).toBe('Ada')
    expect(store.labels.undo()?.features).toEqual([1, 3, 4])
    expect(store.labels.get(run, 3)).toMatchObject({ label: '', tags: [], status: 'pending' })
  })

  test('never overwrite: a label, a note, a tag or a state of its own stays', async () => {
    const { store, run, asked } = await prepared()
    store.labels.edit(run, 1, { notes: 'mine' })
    store.labels.edit(run, 3, { status: 'flagged' })
    const before = store.labels.touched(run)
    expect(acceptSuggestions(store, asked, '')).toMatchObject({ features: Uint32Array.of(4), touched: 2 })
    expect(store.labels.touched(run).filter(({ feature }) => feature !== 4)).toEqual(before)
  })

  test('are only counted by a dry run', async () => {
    const { store, run, asked } = await prepared()
    expect(acceptSuggestions(store, { ...asked, dry: true }, '').features).toHaveLength(3)
    expect(store.labels.touched(run)).toEqual([])
    expect(acceptSuggestions(store, { ...asked, origin: 'third' }, '').features).toHaveLength(0)
  })
})
