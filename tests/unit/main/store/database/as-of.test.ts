import { expect, onTestFinished, test } from 'vitest'
import { openProject } from '../../../../../main/store/index'
import { analyze, codeOf, projectWithRun } from '../samples'

async function project() {
  const { store, run } = await projectWithRun()
  analyze(store, run)
  const { labels, annotation } = store
  labels.edit(run, 1, { label: 'first word', tags: ['early'], status: 'labeled' }, { at: 100, author: 'Ada' })
  labels.edit(run, 2, { label: 'taken back' }, { at: 200, author: 'Ada' })
  annotation.addComment(run, { feature: 1, author: 'Ada', at: 150, text: 'why this one?' })
  labels.undo({ at: 300 })
  labels.edit(run, 1, { label: 'second word', tags: ['late'] }, { at: 400, author: 'Bea' })
  labels.edit(run, 3, { status: 'not-interpretable' }, { at: 500, author: 'Bea' })
  annotation.addComment(run, { feature: 1, author: 'Bea', at: 450, text: 'because' })
  const seen = async (asOf: number) => {
    const then = await openProject(store.folder, { asOf })
    onTestFinished(() => then.close())
    return then
  }
  return { store, run, seen }
}

test('a project is seen as of a time: labels, lists, filters, search, tags, history, comments', async () => {
  const { store, run, seen } = await project()
  const then = await seen(250)
  expect(then.labels.get(run, 1)).toMatchObject({ label: 'first word', tags: ['early'], updatedAt: 100 })
  expect(then.labels.get(run, 2).label).toBe('taken back')
  expect(then.labels.history(run, 1).map(({ after }) => after.label)).toEqual(['first word'])
  expect(then.features.rows(run, [1])[0]).toMatchObject({ label: 'first word', status: 'labeled' })
  expect([...then.features.ids({ run, filter: 'tag:early' })]).toEqual([1])
  expect([...then.features.ids({ run, filter: 'second' })]).toEqual([])
  expect(then.labels.search(run, ['first'], 5).map(({ feature }) => feature)).toEqual([1])
  expect(then.labels.search(run, ['because'], 5)).toEqual([])
  expect(then.labels.tags()).toEqual([{ tag: 'early', count: 1 }])
  expect(then.labels.progress(run)).toMatchObject({ labeled: 1, notInterpretable: 0 })
  expect(then.annotation.comments(run, 1).map(({ text }) => text)).toEqual(['why this one?'])
  // The present is as it was.
  expect(store.labels.get(run, 1).label).toBe('second word')
})

test('an undo counts from when it was made', async () => {
  const { run, seen } = await project()
  expect((await seen(299)).labels.get(run, 2).label).toBe('taken back')
  const after = await seen(300)
  expect(after.labels.get(run, 2).label).toBe('')
  expect(after.labels.history(run, 2)[0].applied).toBe(false)
  expect((await seen(0)).labels.touched(run)).toEqual([])
})

test('nothing can be written into the past', async () => {
  const { store, run, seen } = await project()
  const then = await seen(250)
  expect(then.readOnly).toBe(true)
  expect(await codeOf(() => then.labels.edit(run, 1, { label: 'other' }))).toBe('unwritable')
  expect(await codeOf(() => then.annotation.addComment(run, { feature: 1, author: '', at: 1, text: 'x' }))).toBe('unwritable')
  expect(store.labels.get(run, 1).label).toBe('second word')
})
