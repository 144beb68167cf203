import { describe, expect, it } from 'vitest'
import { listStart, setList, useListState } from '../../../../../renderer/app/features/list-state'
import { savedViewOf, takenOver, viewFrom } from '../../../../../renderer/app/features/saved-views'
import { settleFilter, typeFilter } from '../../../../../renderer/app/features/typed-filter'

const rare = { ...listStart, filter: ' density<1e-4 ', sort: 'max' as const }

describe('saved views', () => {
  it('say filter, states and order, under a name', () => {
    expect(viewFrom(' Rare ', rare)).toEqual({ name: 'Rare', filter: 'density<1e-4', sort: 'max', descending: true })
    expect(viewFrom('  ', rare)).toBeUndefined()
  })

  it('are found again by filter, states and order', () => {
    const view = viewFrom('Rare', { ...rare, statuses: ['draft', 'pending'] })!
    expect(savedViewOf([view], { ...rare, statuses: ['pending', 'draft'] })).toBe(view)
    expect(savedViewOf([view], { ...rare, statuses: ['pending', 'draft'], descending: false })).toBeUndefined()
    expect(savedViewOf([view], listStart)).toBeUndefined()
  })

  it('of an earlier Loupe are taken out of what the window stored', () => {
    const own = { name: 'Rare', ...rare }
    const stored = JSON.stringify({ state: { byFolder: { '/a': [own], '/b': [own] }, isNaming: false }, version: 1 })
    const { views, rest } = takenOver(stored, '/a')
    expect(views).toEqual([viewFrom('Rare', rare)])
    expect(takenOver(rest, '/a').views).toEqual([])
    expect(takenOver(rest, '/b').views).toHaveLength(1)
    expect(takenOver('{ not JSON', '/a').views).toEqual([])
    expect(takenOver(null, '/a').views).toEqual([])
  })
})

describe('a filter that is typed', () => {
  it('counts when somebody needs it, before its pause is over', () => {
    setList(listStart)
    typeFilter('tag:x sort:density', 1_000_000)
    expect(useListState.getState().filter).toBe('')
    settleFilter()
    expect(useListState.getState()).toMatchObject({ filter: 'tag:x', sort: 'density', descending: true })
  })
})
