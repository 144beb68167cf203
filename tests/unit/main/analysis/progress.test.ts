import { describe, expect, it } from 'vitest'
import type { Progress } from '../../../../contract/records/basics'
import { phaseProgress } from '../../../../main/analysis/progress'

describe('the progress of a phase', () => {
  const phase = { total: 1000, unit: 'rows', note: 'Encoding rows' }

  it('is told at once and at the end, not for every step between', () => {
    const told: Progress[] = []
    const tell = phaseProgress(phase, (progress) => told.push(progress))
    for (let done = 1; done <= 1000; done += 1) tell(done)
    expect(told[0]).toMatchObject({ done: 1, ...phase })
    expect(told.at(-1)).toMatchObject({ done: 1000, ...phase, secondsLeft: 0 })
    expect(told.length).toBeLessThan(1000)
  })

  it('gives rate and time left that fit together', () => {
    const told: Progress[] = []
    phaseProgress(phase, (progress) => told.push(progress))(250)
    expect(told[0].perSecond! * told[0].secondsLeft!).toBeCloseTo(750, 6)
  })
})
