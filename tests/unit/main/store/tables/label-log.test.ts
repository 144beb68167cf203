import fc from 'fast-check'
import { describe, expect, onTestFinished, test } from 'vitest'
import type { LabelFields } from '../../../../../contract/records/label'
import { openProject } from '../../../../../main/store/index'
import type { ProjectStore } from '../../../../../main/store/project-store'
import { codeOf, config, projectWithRun } from '../samples'

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

/** What the store should do, as plainly as it can be said: a list of entries, labels by replaying those that stand. */
class PlainLog {
  entries: { feature: number; after: Partial<LabelFields>; group?: string; state: 'stands' | 'undone' | 'dead' }[] = []

  fields(feature: number, upTo = this.entries.length): LabelFields {
    const start: LabelFields = { label: '', notes: '', tags: [], confidence: null, status: 'pending' }
    const standing = this.entries.slice(0, upTo).filter((entry) => entry.feature === feature && entry.state === 'stands')
    return Object.assign(start, ...standing.map((entry) => entry.after))
  }

  edit(feature: number, change: Partial<LabelFields>, group?: string): void {
    const now = this.fields(feature)
    const after = differing(now, change)
    if (Object.keys(after).length === 0) return
    for (const entry of this.entries) if (entry.state === 'undone') entry.state = 'dead'
    const last = this.entries.at(-1)
    if (last && group !== undefined && last.group === group && last.feature === feature && last.state === 'stands') {
      last.after = differing(this.fields(feature, this.entries.length - 1), { ...last.after, ...after })
      if (Object.keys(last.after).length === 0) this.entries.pop()
    } else this.entries.push({ feature, after, group, state: 'stands' })
  }

  undo(): boolean {
    const entry = this.entries.findLast(({ state }) => state === 'stands')
    if (entry) entry.state = 'undone'
    return entry !== undefined
  }

  redo(): boolean {
    const entry = this.entries.find(({ state }) => state === 'undone')
    if (entry) entry.state = 'stands'
    return entry !== undefined
  }
}

function differing(fields: LabelFields, change: Partial<LabelFields>): Partial<LabelFields> {
  const keys = Object.keys(change) as (keyof LabelFields)[]
  return Object.fromEntries(
    keys.filter((key) => JSON.stringify(fields[key]) !== JSON.stringify(change[key])).map((key) => [key, change[key]])
  )
}

const change = fc.record(
  {
    label: fc.constantFrom('', 'a', 'b'),
    notes: fc.constantFrom('', 'why'),
    tags: fc.subarray(['x', 'y']),
    confidence: fc.constantFrom(null, 1 as const, 3 as const),
    status: fc.constantFrom('pending' as const, 'draft' as const, 'labeled' as const)
  },
  { requiredKeys: [] }
)
const step = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('edit' as const),
      feature: fc.nat(2),
      change,
      group: fc.constantFrom(undefined, 'g', 'h')
    })
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('undo' as const) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('redo' as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('reopen' as const) }) }
)

test('any sequence of edits, undos, redos and restarts equals the plain replay', { timeout: 120_000 }, async () => {
  const first = await projectWithRun()
  let { store } = first
  onTestFinished(() => store.close())
  let plain = new PlainLog()
  const property = fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
    const run = store.runs.insert({ dataset: 'data-1', config, backend: 'cpu' }).id
    plain = new PlainLog()
    for (const one of steps) {
      if (one.do === 'edit') {
        store.labels.edit(run, one.feature, one.change, { group: one.group })
        plain.edit(one.feature, one.change, one.group)
      } else if (one.do === 'reopen') {
        store.close()
        store = await openProject(store.folder)
      } else expect(store.labels[one.do]() !== null).toBe(plain[one.do]())
      for (const feature of [0, 1, 2]) compare(store, run, feature, plain)
    }
    // Run and log go, so that the next sequence begins with an empty log.
    store.runs.remove(run)
  })
  await fc.assert(property, { numRuns: 50, seed: 3 })
})

function compare(store: ProjectStore, run: string, feature: number, plain: PlainLog): void {
  expect(store.labels.get(run, feature)).toMatchObject(plain.fields(feature))
  const history = store.labels.history(run, feature).map(({ after, applied }) => ({ after, applied }))
  const expected = plain.entries.filter((entry) => entry.feature === feature).reverse()
  expect(history).toEqual(expected.map(({ after, state }) => ({ after, applied: state === 'stands' })))
}
