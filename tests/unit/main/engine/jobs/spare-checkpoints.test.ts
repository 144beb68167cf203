import { describe, expect, it } from 'vitest'
import type { Checkpoint } from '../../../../../contract/records/run'
import { spareCheckpoints } from '../../../../../main/engine/jobs/spare-checkpoints'

const checkpoints = (...reasons: Checkpoint['reason'][]): Checkpoint[] =>
  reasons.map((reason, i) => ({ run: 'r', step: 10 * (i + 1), createdAt: 0, sizeBytes: 1, reason }))

describe('checkpoints that may go', () => {
  it('are none of the latest three', () => {
    expect(spareCheckpoints({ checkpoints: checkpoints('regular', 'regular', 'paused') })).toEqual([])
    expect(spareCheckpoints({ checkpoints: checkpoints('regular', 'paused', 'regular', 'regular', 'regular') })).toEqual([10, 20])
  })

  it('are none that a person asked for, and none that is the end of a training', () => {
    const all = checkpoints('asked', 'stopped', 'final', 'regular', 'asked', 'regular', 'regular', 'regular')
    expect(spareCheckpoints({ checkpoints: all })).toEqual([40])
  })

  it('are not the one that was analyzed', () => {
    const analysis = { step: 10, features: 1, rows: 1, finishedAt: 0 }
    expect(
      spareCheckpoints({ checkpoints: checkpoints('regular', 'regular', 'regular', 'regular', 'regular'), analysis })
    ).toEqual([20])
  })
})
