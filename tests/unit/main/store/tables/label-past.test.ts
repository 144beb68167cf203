import fc from 'fast-check'
import { describe, expect, onTestFinished, test } from 'vitest'
import type { LabelFields } from '../../../../../contract/records/label'
import { openProject } from '../../../../../main/store/index'
import type { ProjectStore } from '../../../../../main/store/project-store'
import { config, projectWithRun } from '../samples'

const texts = (store: ProjectStore, run: string) => store.labels.touched(run).map(({ feature, label }) => [feature, label])

describe('a bulk edit', () => {
  test('is one step of undo and of redo, and says which features it was about', async () => {
    const { store, run } = await projectWithRun()
    store.labels.edit(run, 9, { label: 'before' })
    store.labels.editMany(run, [
      { feature: 1, change: { label: 'a' } },
      { feature: 2, change: { label: 'b' } },
      { feature: 3, change: { label: '' } }
    ])
    expect(store.labels.undo()?.features).toEqual([1, 2])
    expect(texts(store, run)).toEqual([
      [1, ''],
      [2, ''],
      [9, 'before']
    ])
    expect(store.labels.redo()).toMatchObject({ features: [1, 2], edit: { applied: true } })
    expect(store.labels.get(run, 2).label).toBe('b')
    expect(store.labels.history(run, 1)[0].batch).toBe(store.labels.history(run, 2)[0].batch)
  })

  test('with one refused feature changes none', async () => {
    const { store, run } = await projectWithRun()
    const edits = [1, 64].map((feature) => ({ feature, change: { label: 'x' } }))
    expect(() => store.labels.editMany(run, edits)).toThrow('There is no feature 64')
    const wrong = [
      { feature: 1, change: { label: 'x' } },
      { feature: 2, change: { label: 'x'.repeat(2_001) } }
    ]
    expect(() => store.labels.editMany(run, wrong)).toThrow()
    expect(store.labels.touched(run)).toEqual([])
    expect(store.labels.undo()).toBeNull()
  })
})

describe('undo of one annotator', () => {
  test('takes back their own latest step, and leaves what others wrote over it', async () => {
    const { store, run } = await projectWithRun()
    store.labels.edit(run, 1, { label: 'Ada’s', notes: 'hers' }, { author: 'Ada' })
    store.labels.edit(run, 1, { label: 'Bea’s' }, { author: 'Bea' })
    expect(store.labels.undo({ author: 'Ada' })?.label).toMatchObject({ label: 'Bea’s', notes: '' })
    expect(store.labels.undo({ author: 'Ada' })).toBeNull()
    expect(store.labels.redo({ author: 'Bea' })).toBeNull()
    expect(store.labels.redo({ author: 'Ada' })?.label).toMatchObject({ label: 'Bea’s', notes: 'hers' })
  })

  test('can still be redone after somebody else edits', async () => {
    const { store, run } = await projectWithRun()
    store.labels.edit(run, 1, { label: 'Ada’s' }, { author: 'Ada' })
    store.labels.undo({ author: 'Ada' })
    store.labels.edit(run, 2, { label: 'Bea’s' }, { author: 'Bea' })
    expect(store.labels.redo({ author: 'Ada' })?.label.label).toBe('Ada’s')
  })
})

describe('restoring', () => {
  const hour = 3_600_000

  test('by person takes their edits out and keeps those of others, as one step', async () => {
    const { store, run } = await projectWithRun()
    store.labels.edit(run, 1, { label: 'mine' }, { author: 'Ada' })
    store.labels.edit(run, 1, { label: 'theirs', notes: 'why' }, { author: 'Bea' })
    store.labels.edit(run, 2, { tags: ['x'], status: 'labeled' }, { author: 'Bea' })
    const changed = store.labels.restoreWithout(run, { author: 'Bea' }, { author: 'Ada' })
    expect(changed.map(({ feature, label, notes, status }) => [feature, label, notes, status])).toEqual([
      [1, 'mine', '', 'pending'],
      [2, '', '', 'pending']
    ])
    expect(store.labels.undo()?.features).toEqual([1, 2])
    expect(store.labels.get(run, 1)).toMatchObject({ label: 'theirs', notes: 'why' })
  })

  test('by hour takes out what was written in it, whoever wrote', async () => {
    const { store, run } = await projectWithRun()
    store.labels.edit(run, 1, { label: 'early' }, { at: hour, author: 'Ada' })
    store.labels.edit(run, 1, { label: 'bad hour' }, { at: 2 * hour, author: 'Bea' })
    store.labels.edit(run, 1, { notes: 'late' }, { at: 4 * hour, author: 'Ada' })
    store.labels.restoreWithout(run, { from: 2 * hour, to: 3 * hour })
    expect(store.labels.get(run, 1)).toMatchObject({ label: 'early', notes: 'late' })
  })

  test('one version of one label puts back what it was then, without edits that were undone', async () => {
    const { store, run } = await projectWithRun()
    store.labels.edit(run, 1, { label: 'one' })
    store.labels.edit(run, 1, { notes: 'undone' })
    store.labels.undo()
    store.labels.edit(run, 1, { label: 'two', tags: ['x'] })
    const [, undone, first] = store.labels.history(run, 1)
    const to = { feature: 1, edit: first.id }
    expect(store.labels.restorable(run, to)).toMatchObject([{ feature: 1, before: { label: 'two' }, after: { label: 'one' } }])
    expect(store.labels.restoreVersion(run, 1, first.id)).toMatchObject([{ label: 'one', notes: '', tags: [] }])
    expect(store.labels.restorable(run, to)).toEqual([])
    expect(store.labels.restoreVersion(run, 1, undone.id)).toMatchObject([{ label: 'one', notes: 'undone' }])
    expect(store.labels.undo()?.label).toMatchObject({ label: 'one', notes: '' })
    expect(() => store.labels.restoreVersion(run, 2, first.id)).toThrow('has no edit')
  })

  test('says first what it would change, and changes nothing by that', async () => {
    const { store, run } = await projectWithRun()
    store.labels.edit(run, 1, { label: 'mine' }, { author: 'Ada' })
    store.labels.edit(run, 1, { label: 'theirs' }, { author: 'Bea' })
    const to = { withoutAuthor: 'Bea' }
    expect(store.labels.restorable(run, to)).toMatchObject([{ before: { label: 'theirs' }, after: { label: 'mine' } }])
    expect(store.labels.restorable(run, { asOf: 0 })).toMatchObject([{ after: { label: '', status: 'pending' } }])
    expect(store.labels.get(run, 1).label).toBe('theirs')
  })

  test('as of a time puts back what was there, features that were untouched then too', async () => {
    const { store, run } = await projectWithRun()
    store.labels.edit(run, 1, { label: 'then' }, { at: 10 })
    store.labels.edit(run, 1, { label: 'later' }, { at: 20 })
    store.labels.edit(run, 2, { label: 'new' }, { at: 30 })
    expect(store.labels.restoreAsOf(run, 10, { at: 40 }).map(({ feature }) => feature)).toEqual([1, 2])
    expect(texts(store, run)).toEqual([
      [1, 'then'],
      [2, '']
    ])
    expect(store.labels.asOf(run, 30).map(({ label }) => label)).toEqual(['later', 'new'])
  })
})

const authors = ['Ada', 'Bea']
const change = fc.record(
  { label: fc.constantFrom('', 'a', 'b'), notes: fc.constantFrom('', 'why'), tags: fc.subarray(['x', 'y']) },
  { requiredKeys: [] }
)
const whose = fc.constantFrom<string | undefined>(...authors, undefined)
const step = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('edit' as const),
      edits: fc.array(fc.record({ feature: fc.nat(2), change }), { minLength: 1, maxLength: 4 }),
      author: fc.constantFrom(...authors)
    })
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('undo' as const), author: whose }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('redo' as const), author: whose }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('reopen' as const) }) }
)

/** A log of steps as plainly as it can be said; a label is the replay of what stands. */
class PlainSteps {
  steps: { author: string; edits: { feature: number; change: Partial<LabelFields> }[]; state: 'stands' | 'undone' | 'dead' }[] =
    []
  undone: number[] = []

  fields(feature: number): LabelFields {
    const start: LabelFields = { label: '', notes: '', tags: [], confidence: null, status: 'pending' }
    const standing = this.steps.filter(({ state }) => state === 'stands').flatMap(({ edits }) => edits)
    return Object.assign(start, ...standing.filter((edit) => edit.feature === feature).map((edit) => edit.change))
  }

  edit(edits: { feature: number; change: Partial<LabelFields> }[], author: string): void {
    const now = new Map([0, 1, 2].map((feature) => [feature, this.fields(feature)]))
    const effective = edits.flatMap(({ feature, change: given }) => {
      const fields = now.get(feature)!
      const changed = Object.entries(given).filter(
        ([key, value]) => JSON.stringify(fields[key as keyof LabelFields]) !== JSON.stringify(value)
      )
      Object.assign(fields, given)
      return changed.length === 0 ? [] : [{ feature, change: Object.fromEntries(changed) }]
    })
    if (effective.length === 0) return
    for (const one of this.steps) if (one.state === 'undone' && one.author === author) one.state = 'dead'
    this.steps.push({ author, edits: effective, state: 'stands' })
  }

  turn(kind: 'undo' | 'redo', author: string | undefined): boolean {
    const fits = (i: number, state: string) =>
      this.steps[i].state === state && (author === undefined || this.steps[i].author === author)
    const all = [...this.steps.keys()]
    const found = kind === 'undo' ? all.findLast((i) => fits(i, 'stands')) : this.undone.findLast((i) => fits(i, 'undone'))
    if (found === undefined) return false
    this.steps[found].state = kind === 'undo' ? 'undone' : 'stands'
    if (kind === 'undo') this.undone.push(found)
    return true
  }
}

test('any edits, bulk edits, undos and redos of two people and restarts equal the replay, at every moment', {
  timeout: 120_000
}, async () => {
  const first = await projectWithRun()
  let { store } = first
  onTestFinished(() => store.close())
  const property = fc.asyncProperty(fc.array(step, { maxLength: 20 }), async (steps) => {
    const run = store.runs.insert({ dataset: 'data-1', config, backend: 'cpu' }).id
    const plain = new PlainSteps()
    const moments: LabelFields[][] = []
    for (const [at, one] of steps.entries()) {
      if (one.do === 'edit') {
        store.labels.editMany(run, one.edits, { author: one.author, at })
        plain.edit(one.edits, one.author)
      } else if (one.do === 'reopen') {
        store.close()
        store = await openProject(store.folder)
      } else {
        const context = one.author === undefined ? { at } : { author: one.author, at }
        expect(store.labels[one.do](context) !== null).toBe(plain.turn(one.do, one.author))
      }
      moments.push([0, 1, 2].map((feature) => plain.fields(feature)))
      expect(store.labels.many(run, [0, 1, 2])).toMatchObject(moments[at])
    }
    for (const [at, expected] of moments.entries()) {
      const then = new Map(store.labels.asOf(run, at).map((label) => [label.feature, label]))
      const empty = { label: '', notes: '', tags: [], confidence: null, status: 'pending' }
      expect([0, 1, 2].map((feature) => then.get(feature) ?? empty)).toMatchObject(expected)
    }
    // Run and log go, so that the next sequence begins with an empty log.
    store.runs.remove(run)
  })
  await fc.assert(property, { numRuns: 40, seed: 7 })
})
