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

test('a judgment is of the pair, whoever is named first, and can be taken back', async () => {
  const { store, run } = await projectWithRun()
  store.opinions.judge(run, 4, { one: 'Bea', other: null, same: true })
  store.opinions.judge(run, 5, { one: null, other: 'Bea', same: false })
  expect(store.opinions.judgments(run, null, 'Bea')).toEqual(
    new Map([
      [4, true],
      [5, false]
    ])
  )
  store.opinions.judge(run, 4, { one: null, other: 'Bea', same: null })
  expect(store.opinions.judgments(run, 'Bea', null)).toEqual(new Map([[5, false]]))
  expect(store.opinions.judgments(run, 'Bea', 'Ada')).toEqual(new Map())
})
