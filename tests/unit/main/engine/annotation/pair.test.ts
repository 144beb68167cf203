import { expect, test } from 'vitest'
import type { Opinion } from '../../../../../contract/records/annotator'
import type { LabelFields } from '../../../../../contract/records/label'
import { pairOf } from '../../../../../main/engine/annotation/pair'
import { projectWithRun } from '../../store/samples'

const fields = (label: string): LabelFields => ({ label, notes: '', tags: [], confidence: null, status: 'labeled' })
const opinion = (feature: number, label: string, at = 5): Opinion => ({ feature, at, ...fields(label) })

test('a judgment ends when a text changes, a decision when a label does', async () => {
  const { store, run } = await projectWithRun()
  const pair = { one: 'Ada', other: 'Bea' }
  store.opinions.replace(run, 'Ada', [opinion(1, 'a')])
  store.opinions.replace(run, 'Bea', [opinion(1, 'b')])
  store.reviews.judge(run, 1, pair, true)
  store.reviews.decide(run, 1, pair, { final: fields('c'), took: 'own', author: 'Cid' })
  expect(pairOf(store, run, pair)).toMatchObject({ judged: new Map([[1, true]]), finals: new Map([[1, { label: 'c' }]]) })
  store.opinions.replace(run, 'Bea', [opinion(1, 'other')])
  const { judged, finals } = pairOf(store, run, pair)
  expect([judged.size, finals.size]).toEqual([0, 0])
})

test('the project is compared by what it said before a decision', async () => {
  const { store, run } = await projectWithRun()
  store.labels.edit(run, 1, fields('old'), { author: 'Ada' })
  store.opinions.replace(run, 'Bea', [opinion(1, 'b')])
  store.reviews.decide(run, 1, { one: 'Bea', other: null }, { final: fields('b'), took: 'one', author: 'Ada' })
  expect(pairOf(store, run, { one: null, other: 'Bea' }).one).toMatchObject([{ label: 'old' }])
})

test('a repeat is compared with the label it repeats, and no more once that changed', async () => {
  const { store, run } = await projectWithRun()
  const pair = { one: 'Ada', other: 'Ada (repeat)' }
  for (const feature of [1, 2]) store.labels.edit(run, feature, fields('first'), { author: 'Ada', at: 1 })
  for (const feature of [1, 2]) store.opinions.write(run, feature, fields('again'), { author: 'Ada (repeat)', at: 2 })
  store.labels.edit(run, 2, { label: 'changed' }, { author: 'Ada', at: 3 })
  expect(pairOf(store, run, pair).one.map(({ feature }) => feature)).toEqual([1])
  expect(pairOf(store, run, { one: pair.other, other: pair.one }).other.map(({ feature }) => feature)).toEqual([1])
})
