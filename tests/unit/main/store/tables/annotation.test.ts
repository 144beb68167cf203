import { describe, expect, onTestFinished, test } from 'vitest'
import type { Guide } from '../../../../../contract/records/annotation'
import { openProject } from '../../../../../main/store/index'
import { analyze, codeOf, projectWithRun } from '../samples'

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
    expect(await codeOf(() => store.annotation.removeComment(run, first.id, 'Bea'))).toBe('denied')
    store.annotation.removeComment(run, first.id, 'Ada')
    expect(store.annotation.comments(run, 3)).toHaveLength(1)
    expect(await codeOf(() => store.annotation.removeComment(run, first.id, 'Ada'))).toBe('not-found')
    expect(await codeOf(() => store.annotation.addComment(run, { feature: 64, author: '', at: 1, text: 'x' }))).toBe('not-found')
  })

  test('that were made or taken away are steps of undo, also after a restart, and come back at their place', async () => {
    const { store, run } = await projectWithRun()
    const first = store.annotation.addComment(run, { feature: 3, author: 'Ada', at: 1, text: 'why?' })
    store.annotation.addComment(run, { feature: 3, author: 'Bea', at: 2, text: 'because' })
    store.labels.edit(run, 5, { label: 'a' }, { author: 'Ada' })
    store.annotation.removeComment(run, first.id, 'Ada')
    store.close()
    const again = await openProject(store.folder)
    onTestFinished(() => again.close())
    const texts = () => again.annotation.comments(run, 3).map(({ text }) => text)
    expect(texts()).toEqual(['because'])
    expect(again.annotation.undo()).toEqual({ comment: { run, feature: 3, change: 'removed' } })
    expect(texts()).toEqual(['why?', 'because'])
    expect(again.annotation.undo()).toBeNull()
    expect(again.labels.undo()?.edit.feature).toBe(5)
    expect(again.annotation.undo({ author: 'Ada' })).toEqual({ comment: { run, feature: 3, change: 'made' } })
    expect(texts()).toEqual(['because'])
    expect(again.annotation.redo()).toEqual({ comment: { run, feature: 3, change: 'made' } })
    expect(again.labels.redo()?.edit.feature).toBe(5)
    expect(again.annotation.redo()).toEqual({ comment: { run, feature: 3, change: 'removed' } })
    expect(texts()).toEqual(['because'])
  })

  test('have numbers that no other one gets, so that an undo can not meet another one', async () => {
    const { store, run } = await projectWithRun()
    const { id } = store.annotation.addComment(run, { feature: 3, author: 'Ada', at: 1, text: 'a' })
    store.annotation.removeComment(run, id, 'Ada')
    expect(store.annotation.addComment(run, { feature: 3, author: 'Bea', at: 2, text: 'b' }).id).toBe(id + 1)
    store.annotation.undo({ author: 'Ada' })
    expect(store.annotation.comments(run, 3).map(({ text }) => text)).toEqual(['a', 'b'])
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

describe('members of a group', () => {
  test('are put in and taken out without the others', async () => {
    const { store, run } = await projectWithRun()
    store.annotation.putGroup(run, { id: 'g', name: 'Numbers', description: 'digits, 100 %', features: [9, 2] })
    expect(store.annotation.changeMembers(run, 'g', { add: [4, 9], remove: [2, 63] }).features).toEqual([4, 9])
    expect(await codeOf(() => store.annotation.changeMembers(run, 'g', { add: [64], remove: [] }))).toBe('not-found')
    expect(await codeOf(() => store.annotation.changeMembers(run, 'h', { add: [], remove: [] }))).toBe('not-found')
    expect(store.annotation.groups(run)[0].features).toEqual([4, 9])
  })

  test('are found by the filter and the group by its words', async () => {
    const { store, run } = await projectWithRun()
    analyze(store, run)
    store.annotation.putGroup(run, { id: 'g', name: 'All numbers', description: 'digits, 100 %', features: [9, 2] })
    expect([...store.features.ids({ run, filter: 'group:"all numbers"', sort: 'feature', descending: false })]).toEqual([2, 9])
    expect([...store.features.ids({ run, filter: 'group:other' })]).toEqual([])
    const found = { name: 'All numbers', features: 2, description: 'digits, 100 %' }
    expect(store.annotation.searchGroups(run, ['NUMB', '0 %'], 5)).toEqual([found])
    expect(store.annotation.searchGroups(run, ['x_y'], 5)).toEqual([])
  })
})

describe('changes of a group', () => {
  const group = { id: 'g', name: 'numbers', description: 'digits', features: [2, 9] }

  test('are undone in one line with edits of labels, and done again, also after a restart', async () => {
    const { store, run } = await projectWithRun()
    store.annotation.putGroup(run, group, { author: 'Ada' })
    store.labels.edit(run, 1, { label: 'a' }, { author: 'Ada' })
    store.annotation.removeGroup(run, 'g', { author: 'Bea' })
    store.close()
    const again = await openProject(store.folder)
    onTestFinished(() => again.close())
    expect(again.annotation.undo()).toEqual({ group: { run, id: 'g', name: 'numbers', change: 'removed' } })
    expect(again.annotation.groups(run)).toEqual([group])
    expect(again.annotation.undo()).toBeNull()
    expect(again.labels.undo()?.edit.feature).toBe(1)
    expect(again.annotation.undo()).toMatchObject({ group: { change: 'made' } })
    expect(again.annotation.groups(run)).toEqual([])
    expect(again.annotation.redo()).toMatchObject({ group: { change: 'made' } })
    expect(again.annotation.redo()).toBeNull()
    expect(again.labels.redo()?.edit.feature).toBe(1)
    expect(again.annotation.redo()).toMatchObject({ group: { change: 'removed' } })
    expect(again.annotation.groups(run)).toEqual([])
  })

  test('are undone without what others put in, and under another name where theirs is taken', async () => {
    const { store, run } = await projectWithRun()
    store.annotation.putGroup(run, group, { author: 'Ada' })
    store.annotation.changeMembers(run, 'g', { add: [4], remove: [9] }, { author: 'Ada' })
    store.annotation.changeMembers(run, 'g', { add: [5], remove: [] }, { author: 'Bea' })
    expect(store.annotation.undo({ author: 'Ada' })).toMatchObject({ group: { change: 'changed' } })
    expect(store.annotation.groups(run)[0].features).toEqual([2, 5, 9])
    store.annotation.removeGroup(run, 'g', { author: 'Ada' })
    store.annotation.putGroup(run, { ...group, id: 'h' }, { author: 'Bea' })
    store.annotation.undo({ author: 'Ada' })
    expect(store.annotation.groups(run).map(({ name }) => name)).toEqual(['numbers', 'numbers (2)'])
  })

  test('end what can be done again, and a step of typing', async () => {
    const { store, run } = await projectWithRun()
    store.labels.edit(run, 1, { label: 'a' }, { author: 'Ada', group: 't' })
    store.annotation.putGroup(run, group, { author: 'Ada' })
    store.labels.edit(run, 1, { label: 'ab' }, { author: 'Ada', group: 't' })
    expect(store.labels.undo()?.label.label).toBe('a')
    expect(store.annotation.undo()).not.toBeNull()
    store.labels.edit(run, 2, { label: 'b' }, { author: 'Ada' })
    expect([store.annotation.redo(), store.labels.redo()]).toEqual([null, null])
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

  test('changes in parts', async () => {
    const { store } = await projectWithRun()
    store.annotation.setGuide(guide)
    store.annotation.setGuide({ guidelines: 'short' })
    expect(store.annotation.guide()).toEqual({ ...guide, guidelines: 'short' })
  })

  test('has each change as a step of undo, what is typed with one group as one, also after a restart', async () => {
    const { store } = await projectWithRun()
    store.annotation.setGuide(guide, { author: 'Ada' })
    store.annotation.setGuide({ tags: guide.tags }, { author: 'Ada' })
    for (const guidelines of ['Be', 'Be short.']) store.annotation.setGuide({ guidelines }, { author: 'Ada', group: 'typing' })
    store.close()
    const again = await openProject(store.folder)
    onTestFinished(() => again.close())
    expect(again.annotation.undo()).toEqual({ guide: { parts: ['guidelines'], labels: [] } })
    expect(again.annotation.guide()).toEqual(guide)
    expect(again.annotation.undo()).toMatchObject({ guide: { parts: ['tags', 'guidelines'] } })
    expect(again.annotation.guide()).toEqual({ tags: [], guidelines: '' })
    expect(again.annotation.undo()).toBeNull()
    again.annotation.redo()
    again.annotation.redo()
    expect(again.annotation.guide()).toEqual({ ...guide, guidelines: 'Be short.' })
  })

  test('is undone without what others made of it', async () => {
    const { store } = await projectWithRun()
    const [syntax] = guide.tags
    const topic = { tag: 'topic', color: 2, key: '2', description: '' }
    store.annotation.setGuide({ tags: [syntax, topic] }, { author: 'Ada' })
    store.annotation.setGuide({ tags: [{ ...syntax, key: null }], guidelines: 'mine' }, { author: 'Ada' })
    const style = { tag: 'style', color: 3, key: '2', description: '' }
    store.annotation.setGuide({ tags: [{ ...syntax, key: null }, style], guidelines: 'ours' }, { author: 'Bea' })
    store.annotation.undo({ author: 'Ada' })
    expect(store.annotation.guide()).toEqual({ tags: [syntax, style, { ...topic, key: null }], guidelines: 'ours' })
    store.annotation.redo({ author: 'Ada' })
    expect(store.annotation.guide().tags.map(({ tag, key }) => [tag, key])).toEqual([
      ['syntax', null],
      ['style', '2'],
      ['topic', null]
    ])
  })

  test('takes the labels with it on which a tag was renamed', async () => {
    const { store, run } = await projectWithRun()
    store.annotation.setGuide(guide)
    const other = store.runs.insert({
      dataset: store.runs.get(run).dataset,
      config: store.runs.get(run).config,
      backend: 'cpu'
    }).id
    for (const one of [run, other]) store.labels.edit(one, 3, { tags: ['form'] })
    const renamed = { tags: [{ ...guide.tags[0], tag: 'form' }] }
    store.annotation.setGuide(renamed, { renamedLabels: 2 })
    const features = [3]
    const done = {
      guide: {
        parts: ['tags'],
        labels: [
          { run: other, features },
          { run, features }
        ]
      }
    }
    expect(store.annotation.undo()).toEqual(done)
    expect([run, other].map((one) => store.labels.get(one, 3).tags)).toEqual([[], []])
    expect(store.annotation.guide()).toEqual(guide)
    expect(store.annotation.redo()).toEqual({ guide: { ...done.guide, labels: [...done.guide.labels].reverse() } })
    expect([run, other].map((one) => store.labels.get(one, 3).tags)).toEqual([['form'], ['form']])
    expect(store.annotation.guide()).toEqual({ ...guide, ...renamed })
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
