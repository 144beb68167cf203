import { describe, expect, onTestFinished, test } from 'vitest'
import type { Guide } from '../../../../../contract/records/annotation'
import { openProject } from '../../../../../main/store/index'
import { codeOf, projectWithRun } from '../samples'

describe('comments', () => {
  test('stay in their order, can be taken away, and are of one feature', async () => {
    const { store, run } = await projectWithRun()
    const first = store.annotation.addComment(run, { feature: 3, author: 'Ada', at: 1, text: 'why?' })
    store.annotation.addComment(run, { feature: 3, author: 'Bea', at: 2, text: '<b>because</b>' })
    store.annotation.addComment(run, { feature: 4, author: 'Bea', at: 3, text: 'other' })
    expect(store.annotation.comments(run, 3).map(({ author, text }) => [author, text])).toEqual([
      ['Ada', 'why?'],
      ['Bea', '<b>because</b>']
    ])
    store.annotation.removeComment(run, first.id)
    expect(store.annotation.comments(run, 3)).toHaveLength(1)
    expect(await codeOf(() => store.annotation.removeComment(run, first.id))).toBe('not-found')
    expect(await codeOf(() => store.annotation.addComment(run, { feature: 64, author: '', at: 1, text: 'x' }))).toBe('not-found')
  })
})

describe('groups', () => {
  test('hold features ascending, each once, under a name that nobody else has', async () => {
    const { store, run } = await projectWithRun()
    const group = { id: 'g', name: 'numbers', description: 'digits', features: [9, 2, 9] }
    expect(store.annotation.putGroup(run, group).features).toEqual([2, 9])
    expect(await codeOf(() => store.annotation.putGroup(run, { ...group, id: 'h' }))).toBe('exists')
    store.annotation.putGroup(run, { ...group, name: 'figures', features: [1] })
    expect(store.annotation.groups(run)).toEqual([{ ...group, name: 'figures', features: [1] }])
    expect(await codeOf(() => store.annotation.putGroup(run, { ...group, features: [64] }))).toBe('not-found')
    store.annotation.removeGroup(run, 'g')
    expect(store.annotation.groups(run)).toEqual([])
  })
})

describe('the guide of a project', () => {
  const guide: Guide = {
    tags: [{ tag: 'syntax', color: 1, key: '1', description: 'how, not what' }],
    guidelines: '# Look at the low intervals too'
  }

  test('is empty at first and stays over a restart', async () => {
    const { store } = await projectWithRun()
    expect(store.annotation.guide()).toEqual({ tags: [], guidelines: '' })
    store.annotation.setGuide(guide)
    store.close()
    const again = await openProject(store.folder)
    onTestFinished(() => again.close())
    expect(again.annotation.guide()).toEqual(guide)
    expect(again.meta.get().name).toBe('Sample')
  })

  test('has each tag and each key once', async () => {
    const { store } = await projectWithRun()
    const [tag] = guide.tags
    expect(await codeOf(() => store.annotation.setGuide({ ...guide, tags: [tag, { ...tag, tag: 'Syntax', key: null }] }))).toBe(
      'usage'
    )
    expect(await codeOf(() => store.annotation.setGuide({ ...guide, tags: [tag, { ...tag, tag: 'other' }] }))).toBe('usage')
  })
})

test('a flagged feature is neither pending nor decided', async () => {
  const { store, run } = await projectWithRun()
  store.labels.edit(run, 1, { status: 'flagged' })
  expect(store.labels.progress(run)).toMatchObject({ total: 64, pending: 63, labeled: 0, notInterpretable: 0, flagged: 1 })
})
