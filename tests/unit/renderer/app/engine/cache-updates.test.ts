/** Events put into cached answers. */
import { describe, expect, it } from 'vitest'
import { calls } from '../../../../../contract/calls/index'
import { events } from '../../../../../contract/events'
import type { FeaturePage, FeatureRow } from '../../../../../contract/records/feature'
import type { Label } from '../../../../../contract/records/label'
import type { Run } from '../../../../../contract/records/run'
import {
  dependsOnLabels,
  opinionsWith,
  pageWithLabel,
  rowsWithLabel,
  runsWith
} from '../../../../../renderer/app/engine/cache-updates'
import { staleAfterAct, staleAfterEvent } from '../../../../../renderer/app/engine/invalidation'

const label: Label = {
  run: 'r1',
  feature: 2,
  label: 'colon',
  notes: 'after names',
  tags: ['punct'],
  confidence: 2,
  status: 'labeled'
}
const row = (feature: number) => ({ feature, label: '', status: 'pending', tags: [] as string[], mass: 0.1 }) as FeatureRow

describe('runs', () => {
  const run = (id: string, step: number) => ({ id, step }) as Run

  it('are replaced in their place', () => {
    expect(runsWith([run('a', 1), run('b', 1)], run('b', 2))).toEqual([run('a', 1), run('b', 2)])
  })

  it('come first when they are new', () => {
    expect(runsWith([run('a', 1)], run('b', 0))).toEqual([run('b', 0), run('a', 1)])
  })
})

describe('what an annotator says', () => {
  const opinion = { feature: 2, label: 'a dot', notes: '', tags: [], confidence: null, status: 'draft' as const, at: 5 }
  const ada = { ...opinion, author: 'Ada' }

  it('takes the place of what they said before; others stay', () => {
    const said = { ...label, updatedAt: 9 }
    const { run: _, updatedAt, ...fields } = said
    const written = { ...fields, at: updatedAt, author: 'Dan' }
    expect(opinionsWith([ada, { ...opinion, author: 'Dan' }], said, 'Dan')).toEqual([ada, written])
    expect(opinionsWith([ada], said, 'Dan')).toEqual([ada, written])
  })
})

describe('a changed label', () => {
  it('shows in the rows of the list, which keep their numbers', () => {
    const after = rowsWithLabel([row(1), row(2)], label)
    expect(after[1]).toEqual({ ...row(2), label: 'colon', status: 'labeled', tags: ['punct'], confidence: 2 })
    expect(after[0]).toEqual(row(1))
  })

  it('leaves a list without its feature untouched', () => {
    const rows = [row(1)]
    expect(rowsWithLabel(rows, label)).toBe(rows)
  })

  it('shows on its own page and among the neighbors of others', () => {
    const page = { ...row(2), notes: '', neighbors: [] as FeaturePage['neighbors'] } as FeaturePage
    expect(pageWithLabel(page, label)).toMatchObject({ label: 'colon', notes: 'after names' })
    const other = { ...row(1), notes: 'mine', neighbors: [{ feature: 2, cosine: 0.3, label: '' }] } as FeaturePage
    expect(pageWithLabel(other, label)).toMatchObject({ label: '', notes: 'mine', neighbors: [{ label: 'colon' }] })
  })

  it.each([
    [{ filter: '', sort: 'mass' as const }, false],
    [{ filter: ' ' }, false],
    [{ filter: 'tag:x' }, true],
    [{ sort: 'label' as const }, true],
    [{ sort: 'status' as const }, true],
    [{ statuses: ['draft' as const] }, true]
  ])('can change the list asked by %j: %s', (query, depends) => {
    expect(dependsOnLabels(query)).toBe(depends)
  })
})

describe('the table of what becomes stale', () => {
  it('names every event and only calls that exist', () => {
    expect(Object.keys(staleAfterEvent).sort()).toEqual(Object.keys(events).sort())
    const named = [...Object.values(staleAfterEvent), ...Object.values(staleAfterAct), Object.keys(staleAfterAct)].flat()
    expect(named.filter((method) => method !== undefined && !(method in calls))).toEqual([])
  })
})
