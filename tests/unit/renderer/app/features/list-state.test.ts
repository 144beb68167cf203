import { describe, expect, it } from 'vitest'
import {
  featureAfter,
  listStart,
  sortAfter,
  startListOf,
  useListState,
  withoutSort
} from '../../../../../renderer/app/features/list-state'

describe('the order of the list', () => {
  it('begins with the highest number, or the lowest name and id', () => {
    expect(sortAfter(listStart, 'max')).toEqual({ sort: 'max', descending: true })
    expect(sortAfter(listStart, 'label')).toEqual({ sort: 'label', descending: false })
    expect(sortAfter(listStart, 'feature')).toEqual({ sort: 'feature', descending: false })
  })

  it('turns round when the same column is chosen again', () => {
    expect(sortAfter({ ...listStart, sort: 'max', descending: true }, 'max')).toEqual({ sort: 'max', descending: false })
  })

  it('is taken out of filter text', () => {
    expect(withoutSort('max>2 sort:density dead:no')).toEqual({
      filter: 'max>2 dead:no',
      order: { sort: 'density', descending: true }
    })
    expect(withoutSort('sort:-mass')).toEqual({ filter: '', order: { sort: 'mass', descending: false } })
    expect(withoutSort('sort:id')).toEqual({ filter: '', order: { sort: 'feature', descending: false } })
  })

  it('leaves text alone that only looks like it', () => {
    expect(withoutSort('sort:nothing resort:mass')).toEqual({ filter: 'sort:nothing resort:mass', order: undefined })
  })
})

describe('the selection', () => {
  it('ends with the run it was made in, while filter and order stay', () => {
    startListOf('one')
    useListState.setState({ selected: new Set([3]), anchor: 3, filter: 'max>2' })
    startListOf('one')
    expect(useListState.getState().selected.size).toBe(1)
    startListOf('two')
    const { selected, anchor, filter } = useListState.getState()
    expect([selected.size, anchor, filter]).toEqual([0, undefined, 'max>2'])
  })
})

describe('stepping through the list', () => {
  const ids = Uint32Array.from([7, 3, 9])

  it('goes on and back and stops at the ends', () => {
    expect([
      featureAfter(ids, 0, 0, 1),
      featureAfter(ids, 1, 1, -1),
      featureAfter(ids, 2, 2, 1),
      featureAfter(ids, 0, 0, -1)
    ]).toEqual([3, 7, 9, 7])
  })

  it('goes on from where a feature stood that left the list', () => {
    expect([featureAfter(ids, -1, 1, 1), featureAfter(ids, -1, 1, -1), featureAfter(ids, -1, 3, 1)]).toEqual([3, 7, 9])
  })

  it('goes nowhere in an empty list', () => {
    expect(featureAfter(new Uint32Array(), -1, 0, 1)).toBeUndefined()
  })
})
