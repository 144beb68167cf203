import { describe, expect, test } from 'vitest'
import type { Opinion } from '../../../../../contract/records/annotator'
import { codeOf, projectWithRun } from '../samples'

const opinion = (feature: number, label: string, at = 100): Opinion => ({
  feature,
  at,
  label,
  notes: '',
  tags: [],
  confidence: null,
  status: 'labeled'
})

describe('labels of an annotator', () => {
  test('are what they wrote here, as if alone, and never change what the project says', async () => {
    const { store, run } = await projectWithRun()
    store.labels.edit(run, 1, { label: 'Ada’s', tags: ['x'] }, { author: 'Ada', at: 1 })
    store.labels.edit(run, 1, { label: 'Bea’s' }, { author: 'Bea', at: 2 })
    store.opinions.replace(run, 'Cid', [opinion(1, 'Cid’s')])
    expect(store.opinions.of(run, 'Ada')).toMatchObject([{ feature: 1, at: 1, label: 'Ada’s', tags: ['x'] }])
    expect(store.opinions.of(run, 'Bea')).toMatchObject([{ feature: 1, label: 'Bea’s', tags: [] }])
    expect(store.opinions.of(run, null)).toMatchObject([{ feature: 1, label: 'Bea’s', tags: ['x'] }])
    expect(store.opinions.annotators(run)).toEqual([
      { author: 'Ada', labels: 1, imported: false, lastAt: 1 },
      { author: 'Bea', labels: 1, imported: false, lastAt: 2 },
      { author: 'Cid', labels: 1, imported: true, lastAt: 100 }
    ])
  })

  test('are the later of what was imported and what was written here', async () => {
    const { store, run } = await projectWithRun()
    store.opinions.replace(run, 'Ada', [opinion(1, 'old', 10), opinion(2, 'new', 10)])
    store.labels.edit(run, 1, { label: 'later' }, { author: 'Ada', at: 20 })
    store.labels.edit(run, 2, { label: 'earlier' }, { author: 'Ada', at: 5 })
    expect(store.opinions.of(run, 'Ada').map(({ label }) => label)).toEqual(['later', 'new'])
  })

  test('imported again replace the earlier ones; with a stranger among them nothing changes', async () => {
    const { store, run } = await projectWithRun()
    expect(store.opinions.replace(run, 'Ada', [opinion(1, 'a'), opinion(2, 'b')])).toBe(0)
    expect(await codeOf(() => store.opinions.replace(run, 'Ada', [opinion(3, 'c'), opinion(64, 'x')]))).toBe('not-found')
    expect(store.opinions.of(run, 'Ada')).toHaveLength(2)
    expect(store.opinions.replace(run, 'Ada', [opinion(3, 'c')])).toBe(2)
    expect(store.opinions.of(run, 'Ada')).toEqual([opinion(3, 'c')])
  })
})

describe('what is written beside the project', () => {
  test('is the annotator’s own, the label of the project stays, and an import does not take it away', async () => {
    const { store, run } = await projectWithRun()
    store.labels.edit(run, 1, { label: 'Ada’s', status: 'labeled' }, { author: 'Ada', at: 1 })
    store.opinions.write(run, 1, { label: 'b' }, { author: 'Bea', at: 2 })
    expect(store.opinions.write(run, 1, { status: 'labeled' }, { author: 'Bea', at: 3 })).toMatchObject({ label: 'b', at: 3 })
    expect(store.labels.get(run, 1).label).toBe('Ada’s')
    store.opinions.replace(run, 'Bea', [opinion(1, 'older', 1), opinion(2, 'new', 1)])
    expect(store.opinions.of(run, 'Bea').map(({ label }) => label)).toEqual(['b', 'new'])
    expect(store.opinions.ofFeature(run, 1).map(({ author, label }) => [author, label])).toEqual([
      ['Ada', 'Ada’s'],
      ['Bea', 'b']
    ])
    expect(await codeOf(() => store.opinions.write(run, 64, {}, { author: 'Bea' }))).toBe('not-found')
  })
})

describe('one’s own labels', () => {
  test('are asked for by feature: the later of what was written and what is beside it, nothing of others', async () => {
    const { store, run } = await projectWithRun()
    store.labels.edit(run, 1, { label: 'mine', tags: ['x'] }, { author: 'Ada', at: 1 })
    store.labels.edit(run, 1, { label: 'theirs' }, { author: 'Bea', at: 2 })
    store.labels.edit(run, 2, { label: 'theirs too' }, { author: 'Bea', at: 3 })
    store.opinions.replace(run, 'Ada', [opinion(3, 'from a file')])
    store.opinions.write(run, 2, { label: 'beside' }, { author: 'Ada', at: 4 })
    const own = store.opinions.own(run, 'Ada', [3, 2, 1, 0])
    expect(own.map((said) => said?.label)).toEqual(['from a file', 'beside', 'mine', undefined])
  })

  test('are searched without those of others', async () => {
    const { store, run } = await projectWithRun()
    store.labels.edit(run, 1, { label: 'Verbs of motion', notes: 'why' }, { author: 'Ada' })
    store.labels.edit(run, 2, { label: 'verbs of speech' }, { author: 'Bea' })
    expect(store.opinions.search(run, 'Ada', ['verbs'], 10)).toMatchObject([{ feature: 1, field: 'label', match: 'Verbs' }])
    expect(store.opinions.search(run, 'Ada', ['WHY', 'motion'], 10)).toMatchObject([{ feature: 1, field: 'notes' }])
    expect(store.opinions.search(run, 'Ada', ['speech'], 10)).toEqual([])
    expect(store.opinions.search(run, 'Bea', ['verbs'], 0)).toEqual([])
  })
})
