import { describe, expect, it } from 'vitest'
import { listStart } from '../../../../../renderer/app/features/list-state'
import { savedViewOf, withView } from '../../../../../renderer/screens/explore/saved-views'

const rare = { ...listStart, filter: ' density<1e-4 ', sort: 'max' as const }

describe('saved views', () => {
  it('are kept per project', () => {
    const views = withView(withView({}, '/a', 'Rare', rare), '/b', 'All', listStart)
    expect(Object.keys(views)).toEqual(['/a', '/b'])
    expect(views['/a']).toEqual([{ name: 'Rare', filter: 'density<1e-4', statuses: undefined, sort: 'max', descending: true }])
  })

  it('replace one of the same name in its place', () => {
    const views = withView(withView(withView({}, '/a', 'One', rare), '/a', 'Two', listStart), '/a', ' One ', listStart)
    expect(views['/a'].map(({ name, filter }) => [name, filter])).toEqual([
      ['One', ''],
      ['Two', '']
    ])
  })

  it('need a name', () => {
    expect(withView({}, '/a', '  ', rare)).toEqual({})
  })

  it('are found again by filter, states and order', () => {
    const [view] = withView({}, '/a', 'Rare', { ...rare, statuses: ['draft', 'pending'] })['/a']
    expect(savedViewOf([view], { ...rare, statuses: ['pending', 'draft'] })).toBe(view)
    expect(savedViewOf([view], { ...rare, statuses: ['pending', 'draft'], descending: false })).toBeUndefined()
    expect(savedViewOf([view], listStart)).toBeUndefined()
  })
})
