import { describe, expect, onTestFinished, test } from 'vitest'
import type { Opinion } from '../../../../../contract/records/annotator'
import { openProject } from '../../../../../main/store/index'
import { analyze, codeOf, projectWithRun } from '../samples'

const tokens = { kind: 'tokens' as const, tokens: ['a'], trim: true, ignoreCase: true }

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

describe('undo of what is written beside the project', () => {
  test('takes back a step of typing, then what stood before, and does it again; others’ steps stay', async () => {
    const { store, run } = await projectWithRun()
    store.labels.edit(run, 1, { label: 'theirs' }, { author: 'Ada', at: 1 })
    store.opinions.write(run, 1, { tags: ['x'] }, { author: 'Bea', at: 2 })
    for (const label of ['v', 've', 'verbs']) store.opinions.write(run, 1, { label }, { author: 'Bea', at: 3, group: 'g' })
    const bea = () => store.opinions.own(run, 'Bea', [1])[0]
    expect(store.annotation.undo({ author: 'Ada' })).toBeNull()
    expect(store.annotation.undo({ author: 'Bea' })).toEqual({
      opinions: { run, author: 'Bea', features: [1], fields: ['label'] }
    })
    expect(bea()).toMatchObject({ label: '', tags: ['x'] })
    expect(store.annotation.undo()).toMatchObject({ opinions: { fields: ['tags'] } })
    expect(bea()).toBeUndefined()
    for (let step = 0; step < 2; step += 1) store.annotation.redo({ author: 'Bea' })
    expect(bea()).toMatchObject({ label: 'verbs', tags: ['x'] })
    expect(store.labels.get(run, 1).label).toBe('theirs')
  })

  test('of a label said again is a step of who said it', async () => {
    const { store, run } = await projectWithRun()
    store.opinions.write(run, 1, { label: 'again' }, { author: 'Ada (repeat)', by: 'Ada' })
    expect(store.annotation.undo({ author: 'Ada' })).toMatchObject({ opinions: { author: 'Ada (repeat)', features: [1] } })
    expect(store.opinions.of(run, 'Ada (repeat)')).toEqual([])
  })
})

describe('one change of many features by somebody who must not know what others say', () => {
  const flag = { change: { status: 'flagged' as const }, addTags: ['seen'], removeTags: [] }
  const contested = async () => {
    const made = await projectWithRun()
    made.store.labels.edit(made.run, 1, { label: 'theirs', status: 'labeled' }, { author: 'Ada', at: 1 })
    made.store.labels.edit(made.run, 2, { label: 'mine', tags: ['own'] }, { author: 'Bea', at: 2 })
    made.store.opinions.replace(made.run, 'Cid', [opinion(3, 'of a file')])
    return made
  }

  test('goes to the label of the project only where nobody else says anything', async () => {
    const { store, run } = await contested()
    expect([...store.opinions.saidByOthers(run, 'Bea')].sort()).toEqual([1, 3])
    const { labels, beside } = store.opinions.bulk(run, [1, 2, 3, 4], flag, { author: 'Bea' })
    expect([labels.map(({ feature }) => feature), beside]).toEqual([
      [2, 4],
      [1, 3]
    ])
    expect(store.labels.get(run, 1)).toMatchObject({ label: 'theirs', status: 'labeled', tags: [] })
    expect(store.labels.get(run, 2)).toMatchObject({ label: 'mine', status: 'flagged', tags: ['own', 'seen'] })
    expect(store.opinions.of(run, 'Bea').map(({ feature, status }) => [feature, status])).toEqual(
      [1, 2, 3, 4].map((feature) => [feature, 'flagged'])
    )
    expect(store.opinions.bulk(run, [1, 2], flag, { author: 'Bea' })).toEqual({ labels: [], beside: [] })
  })

  test('is one step of undo, also after a restart', async () => {
    const { store, run } = await contested()
    store.opinions.bulk(run, [1, 2, 4], flag, { author: 'Bea' })
    store.close()
    const again = await openProject(store.folder)
    onTestFinished(() => again.close())
    const states = () => again.opinions.own(run, 'Bea', [1, 2, 4]).map((said) => said?.status)
    expect(again.annotation.undo({ author: 'Bea' })).toMatchObject({
      opinions: { features: [1], fields: ['tags', 'status'], labels: [2, 4] }
    })
    expect(states()).toEqual([undefined, 'pending', undefined])
    expect(again.annotation.redo({ author: 'Bea' })).toMatchObject({ opinions: { features: [1], labels: [2, 4] } })
    expect(states()).toEqual(['flagged', 'flagged', 'flagged'])
    again.annotation.undo()
    expect(again.annotation.undo()).toBeNull()
    expect(again.labels.undo()?.edit).toMatchObject({ feature: 2, author: 'Bea' })
  })
})

describe('lists for somebody who must not know what others say', () => {
  test('are filtered, sorted and counted by their own labels', async () => {
    const { store, run } = await projectWithRun()
    analyze(store, run)
    store.labels.edit(run, 1, { label: 'theirs', tags: ['t'], status: 'labeled' }, { author: 'Ada' })
    store.labels.edit(run, 2, { label: 'mine', tags: ['t'], status: 'labeled' }, { author: 'Bea' })
    store.opinions.write(run, 1, { label: 'beside', status: 'flagged' }, { author: 'Bea' })
    store.annotation.addComment(run, { feature: 5, author: 'Ada', at: 1, text: 'hers' })
    store.annotation.addComment(run, { feature: 6, author: 'Bea', at: 1, text: 'hers too' })
    const found = (filter: string) => [...store.features.ids({ run, filter, as: 'Bea', sort: 'feature', descending: false })]
    expect(found('theirs')).toEqual([])
    expect(found('hers')).toEqual([6])
    expect(found('MINE')).toEqual([2])
    expect(found('tag:T')).toEqual([2])
    expect(found('status:labeled,flagged')).toEqual([1, 2])
    expect(found('status:pending')).toHaveLength(62)
    expect([...store.features.ids({ run, as: 'Bea', sort: 'label', descending: false })].slice(0, 2)).toEqual([1, 2])
    expect(await codeOf(() => found('suggestion:yes'))).toBe('usage')
    expect(store.labels.progress(run, 'Bea')).toMatchObject({ labeled: 1, flagged: 1, pending: 62 })
    expect(store.labels.recent(run, 9, 'Bea').map(({ feature }) => feature)).toEqual([2])
    store.labels.edit(run, 3, { label: 'mine now' }, { author: 'Bea' })
    expect(found('mine')).toEqual([2, 3])
  })

  test('have checks only of a text that is their own', async () => {
    const { store, run } = await projectWithRun()
    analyze(store, run)
    for (const [feature, author] of [
      [1, 'Ada'],
      [2, 'Bea']
    ] as const) {
      store.labels.edit(run, feature, { label: 'x' }, { author })
      store.checks.setRule(run, feature, { feature, rule: tokens, author, at: 1, label: 'x' })
    }
    const withRule = (as?: string) => [...store.features.ids({ run, filter: 'rule:stale', ...(as ? { as } : {}) })].sort()
    expect(withRule()).toEqual([1, 2])
    expect(withRule('Bea')).toEqual([2])
  })
})
