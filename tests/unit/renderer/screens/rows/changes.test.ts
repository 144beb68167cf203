import { describe, expect, it } from 'vitest'
import { changeList, noChanges, scaled, silenced } from '../../../../../renderer/screens/rows/changes'

describe('changes to the features of a row', () => {
  it('silence a feature and give it back', () => {
    const quiet = silenced(noChanges, 7)
    expect(changeList(quiet)).toEqual([{ feature: 7, value: 0 }])
    expect(changeList(silenced(quiet, 7))).toEqual([])
  })

  it('double and halve from where the feature is, and are none at its own activation', () => {
    const twice = scaled(noChanges, 7, 1.5, 2)
    expect(changeList(scaled(twice, 7, 1.5, 2))).toEqual([{ feature: 7, value: 6 }])
    expect(changeList(scaled(twice, 7, 1.5, 0.5))).toEqual([])
  })

  it('wake a silenced feature from its own activation', () => {
    expect(changeList(scaled(silenced(noChanges, 7), 7, 1.5, 2))).toEqual([{ feature: 7, value: 3 }])
  })

  it('leave the others alone', () => {
    expect(changeList(silenced(scaled(noChanges, 1, 1, 2), 2))).toEqual([
      { feature: 1, value: 2 },
      { feature: 2, value: 0 }
    ])
  })
})
