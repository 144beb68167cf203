import { describe, expect, test } from 'vitest'
import type { LabelFields } from '../../../../../contract/records/label'
import type { ProjectStore } from '../../../../../main/store/project-store'
import { codeOf, projectWithRun } from '../samples'

describe('an edit', () => {
  test('changes the given fields, and the log says what they were', async () => {
    const { store, run } = await projectWithRun()
    const label = store.labels.edit(run, 5, { label: 'cities', tags: ['place'], status: 'labeled' }, { author: 'Ada', at: 77 })
    expect(label).toEqual({
      run,
      feature: 5,
      label: 'cities',
      notes: '',
      tags: ['place'],
      confidence: null,
      status: 'labeled',
      updatedAt: 77
    })
    expect(store.labels.get(run, 5)).toEqual(label)
    expect(store.labels.history(run, 5)).toEqual([
      {
        id: 1,
        run,
        feature: 5,
        before: { label: '', tags: [], status: 'pending' },
        after: { label: 'cities', tags: ['place'], status: 'labeled' },
        author: 'Ada',
        at: 77,
        applied: true
      }
    ])
  })

  test('leaves no entry when it changes nothing, and what was undone can still be redone', async () => {
    const { store, run } = await projectWithRun()
    store.labels.edit(run, 1, { label: 'a' })
    store.labels.undo()
    store.labels.edit(run, 1, { label: '', tags: [], confidence: null })
    expect(store.labels.history(run, 1)).toHaveLength(1)
    expect(store.labels.redo()?.label.label).toBe('a')
  })

  test('of a feature or run that is not there is refused', async () => {
    const { store, run } = await projectWithRun()
    expect(await codeOf(() => store.labels.edit(run, 64, { label: 'x' }))).toBe('not-found')
    expect(await codeOf(() => store.labels.edit(run, -1, { label: 'x' }))).toBe('not-found')
    expect(await codeOf(() => store.labels.edit('nobody', 1, { label: 'x' }))).toBe('not-found')
    expect(await codeOf(() => store.labels.get(run, 64))).toBe('not-found')
  })

  test('that breaks a limit or has an unknown field is refused and changes nothing', async () => {
    const { store, run } = await projectWithRun()
    const wrong = { lable: 'x' } as Partial<LabelFields>
    expect(await codeOf(() => store.labels.edit(run, 1, { label: 'x'.repeat(2_001) }))).toBe('usage')
    expect(await codeOf(() => store.labels.edit(run, 1, wrong))).toBe('usage')
    expect(store.labels.touched(run)).toEqual([])
  })

  test('keeps texts as they are, markup and odd characters included', async () => {
    const { store, run } = await projectWithRun()
    const notes = '<script>alert(1)</script> \u0007 ‮ 🜁 ' + "'; DROP TABLE labels; --"
    store.labels.edit(run, 1, { notes, tags: ['a "b"', 'c\nd'] })
    expect(store.labels.get(run, 1)).toMatchObject({ notes, tags: ['a "b"', 'c\nd'] })
  })
})

describe('edits of one group', () => {
  const typed = (store: ProjectStore, run: string, text: string, group = 'typing') => {
    for (let length = 1; length <= text.length; length += 1)
      store.labels.edit(run, 2, { label: text.slice(0, length) }, { group, at: length })
  }

  test('are one entry and one step of undo', async () => {
    const { store, run } = await projectWithRun()
    typed(store, run, 'negation')
    const [entry, ...others] = store.labels.history(run, 2)
    expect(others).toEqual([])
    expect(entry).toMatchObject({ before: { label: '' }, after: { label: 'negation' }, at: 8 })
    expect(store.labels.undo()?.label.label).toBe('')
  })

  test('that end where they began leave nothing', async () => {
    const { store, run } = await projectWithRun()
    typed(store, run, 'ab')
    store.labels.edit(run, 2, { label: '' }, { group: 'typing' })
    expect(store.labels.history(run, 2)).toEqual([])
    expect(store.labels.undo()).toBeNull()
  })

  test('are apart when another feature, author or group comes between', async () => {
    const { store, run } = await projectWithRun()
    typed(store, run, 'a')
    store.labels.edit(run, 3, { label: 'other' }, { group: 'typing' })
    typed(store, run, 'ab')
    store.labels.edit(run, 2, { label: 'abc' }, { group: 'typing', author: 'Bea' })
    store.labels.edit(run, 2, { label: 'abcd' }, { group: 'later', author: 'Bea' })
    expect(store.labels.history(run, 2).map((edit) => edit.after.label)).toEqual(['abcd', 'abc', 'ab', 'a'])
  })

  test('are apart when the earlier one was undone', async () => {
    const { store, run } = await projectWithRun()
    typed(store, run, 'ab')
    store.labels.undo()
    typed(store, run, 'x')
    expect(store.labels.history(run, 2).map((edit) => [edit.after.label, edit.applied])).toEqual([
      ['x', true],
      ['ab', false]
    ])
  })
})

describe('undo and redo', () => {
  test('go through all features of all runs in the order of the edits', async () => {
    const { store, run } = await projectWithRun()
    store.labels.edit(run, 1, { label: 'one' })
    store.labels.edit(run, 2, { label: 'two' })
    expect(store.labels.undo()).toMatchObject({ edit: { feature: 2, applied: false }, label: { label: '' } })
    expect(store.labels.undo()?.edit.feature).toBe(1)
    expect(store.labels.undo()).toBeNull()
    expect(store.labels.redo()).toMatchObject({ edit: { feature: 1, applied: true }, label: { label: 'one' } })
    expect(store.labels.redo()?.edit.feature).toBe(2)
    expect(store.labels.redo()).toBeNull()
  })

  test('a new edit keeps what was undone in the history, but it can not be redone', async () => {
    const { store, run } = await projectWithRun()
    store.labels.edit(run, 1, { label: 'first' })
    store.labels.undo()
    store.labels.edit(run, 1, { label: 'second' })
    expect(store.labels.redo()).toBeNull()
    expect(store.labels.history(run, 1).map((edit) => [edit.after.label, edit.applied])).toEqual([
      ['second', true],
      ['first', false]
    ])
  })

  test('recent edits of a run come latest first, undone ones too', async () => {
    const { store, run } = await projectWithRun()
    for (let feature = 0; feature < 5; feature += 1) store.labels.edit(run, feature, { label: `${feature}` })
    store.labels.undo()
    expect(store.labels.recent(run, 3).map(({ feature, applied }) => [feature, applied])).toEqual([
      [4, false],
      [3, true],
      [2, true]
    ])
  })
})
