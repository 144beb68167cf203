import { describe, expect, test } from 'vitest'
import type { LabelFields } from '../../../../../contract/records/label'
import { codeOf, projectWithRun } from '../samples'

const pair = { one: 'Ada', other: 'Bea' }
const fields = (label: string): LabelFields => ({ label, notes: '', tags: [], confidence: null, status: 'labeled' })

async function disputed() {
  const { store, run } = await projectWithRun()
  store.labels.edit(run, 4, fields('Ada’s'), { author: 'Ada', at: 1 })
  store.opinions.replace(run, 'Bea', [{ feature: 4, at: 2, ...fields('Bea’s') }])
  return { store, run }
}

test('a judgment is of the pair and of its texts, whoever is named first, and can be taken back', async () => {
  const { store, run } = await disputed()
  store.reviews.judge(run, 4, { one: 'Bea', other: 'Ada' }, true)
  expect(store.reviews.judgments(run, pair)).toEqual(new Map([[4, { same: true, texts: ['Ada’s', 'Bea’s'] }]]))
  store.reviews.judge(run, 4, pair, false)
  expect(store.reviews.judgments(run, { one: 'Bea', other: 'Ada' })).toEqual(
    new Map([[4, { same: false, texts: ['Bea’s', 'Ada’s'] }]])
  )
  expect(store.reviews.judgments(run, { one: 'Bea', other: null })).toEqual(new Map())
  store.reviews.judge(run, 4, pair, null)
  expect(store.reviews.judgments(run, pair)).toEqual(new Map())
})

describe('a final version', () => {
  test('becomes the label of the project and nobody’s own; both originals stay', async () => {
    const { store, run } = await disputed()
    store.reviews.decide(run, 4, pair, { final: fields('both’s'), took: 'own', author: 'Ada', at: 9 })
    expect(store.labels.get(run, 4).label).toBe('both’s')
    expect(store.opinions.of(run, 'Ada')).toMatchObject([{ label: 'Ada’s', at: 1 }])
    expect(store.opinions.of(run, 'Bea')).toMatchObject([{ label: 'Bea’s' }])
    expect(store.reviews.of(run, pair)).toMatchObject([
      {
        feature: 4,
        one: { label: 'Ada’s' },
        other: { label: 'Bea’s' },
        final: { label: 'both’s', took: 'own', author: 'Ada', at: 9 }
      }
    ])
  })

  test('is told in the order that is asked for', async () => {
    const { store, run } = await disputed()
    store.reviews.decide(run, 4, { one: 'Bea', other: 'Ada' }, { final: fields('Bea’s'), took: 'one', author: 'Cid' })
    expect(store.reviews.of(run, pair)).toMatchObject([{ one: { label: 'Ada’s' }, final: { took: 'other' } }])
    expect(store.opinions.annotators(run).map(({ author }) => author)).toEqual(['Ada', 'Bea'])
  })

  test('is taken back by the undo of its edit, and comes back with the redo', async () => {
    const { store, run } = await disputed()
    store.reviews.decide(run, 4, pair, { final: fields('x'), took: 'own', author: 'Ada' })
    store.labels.undo()
    expect([store.labels.get(run, 4).label, store.reviews.of(run, pair)]).toEqual(['Ada’s', []])
    store.labels.redo()
    expect(store.reviews.of(run, pair)).toHaveLength(1)
  })

  test('that the project says already stands without an edit, and can be reopened', async () => {
    const { store, run } = await disputed()
    store.reviews.decide(run, 4, pair, { final: fields('Ada’s'), took: 'one', author: 'Bea' })
    expect(store.labels.history(run, 4)).toHaveLength(1)
    expect(store.reviews.of(run, pair)).toHaveLength(1)
    store.reviews.reopen(run, 4, pair)
    expect(store.reviews.of(run, pair)).toEqual([])
  })

  test('between the project and a person keeps what the project said before, also when it is decided again', async () => {
    const { store, run } = await disputed()
    const two = { one: null, other: 'Bea' }
    for (const text of ['first', 'second']) store.reviews.decide(run, 4, two, { final: fields(text), took: 'own', author: 'Ada' })
    expect(store.reviews.of(run, two)).toMatchObject([{ one: { label: 'Ada’s' }, final: { label: 'second' } }])
  })

  test('is refused where one of the two says nothing', async () => {
    const { store, run } = await disputed()
    expect(await codeOf(() => store.reviews.decide(run, 5, pair, { final: fields('x'), took: 'own', author: 'Ada' }))).toBe(
      'empty'
    )
    expect(store.labels.get(run, 5).label).toBe('')
  })
})
