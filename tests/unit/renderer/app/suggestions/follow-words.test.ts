import { describe, expect, it } from 'vitest'
import type { FollowReport } from '../../../../../contract/records/suggestion'
import { followLines, followParams, followStart, numberFrom } from '../../../../../renderer/app/suggestions/follow-words'

const form = { ...followStart, from: 'b' }

describe('what is asked', () => {
  it('is by cosine and then by co-firing, from the usual similarities', () => {
    expect(followParams('p', 'a', form)).toEqual({ project: 'p', run: 'a', from: 'b', cosineFrom: 0.7, correlationFrom: 0.5 })
    expect(followParams('p', 'a', { ...form, by: 'decoder-cosine', cosine: '0,8' })).toMatchObject({
      by: 'decoder-cosine',
      cosineFrom: 0.8
    })
  })

  it('waits for a run and for numbers from 0 to 1 where they are used', () => {
    expect(followParams('p', 'a', { ...form, from: '' })).toBeUndefined()
    expect(followParams('p', 'a', { ...form, cosine: '1.2' })).toBeUndefined()
    expect(followParams('p', 'a', { ...form, by: 'activation-correlation', cosine: 'x' })).toEqual({
      project: 'p',
      run: 'a',
      from: 'b',
      by: 'activation-correlation',
      correlationFrom: 0.5
    })
    expect(['', ' ', 'x', '-1', '1', '0'].map(numberFrom)).toEqual([undefined, undefined, undefined, undefined, 1, 0])
  })
})

it('what came of it is told with the reasons, and nothing where there is none', () => {
  const report: FollowReport = {
    matchings: [
      { by: 'decoder-cosine', minimum: 0.7, study: 's', studyRun: 'a', method: 'hungarian', sampleRows: 9 },
      { by: 'activation-correlation', minimum: 0.5, study: 't', studyRun: 'a', method: 'hungarian', sampleRows: 9 }
    ],
    labels: 10,
    followed: 7,
    added: 5,
    unchanged: 2,
    withdrawn: 1,
    onLabeled: 0,
    noPartner: 0,
    below: 3,
    nearMisses: [],
    features: Uint32Array.of(1)
  }
  expect(followLines(report)).toEqual([
    ['Followed', '7 of 10 labels: 5 new, 2 were there'],
    ['Matched by', 'decoder cosine from 0.70, then co-firing from 0.50'],
    ['Too far', '3, similarity below that'],
    ['Withdrawn', '1 earlier suggestion that no longer holds']
  ])
  expect(followLines({ ...report, labels: 0, followed: 0 })).toEqual([['Followed', 'nothing: the other run has no labels yet']])
})
