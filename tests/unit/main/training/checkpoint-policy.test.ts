import { describe, expect, it } from 'vitest'
import type { Checkpoint } from '../../../../contract/records/run'
import { bestStep, mostCheckpoints, resultStep, spareCheckpoints } from '../../../../main/training'
import { smallConfig } from '../dictionaries/made'

const regular = (...steps: number[]) => steps.map((step) => ({ step, reason: 'regular' as const }))
const one = (step: number, reason: Checkpoint['reason']) => ({ step, reason })

describe('spareCheckpoints', () => {
  it('keeps the latest regular ones', () => {
    expect(spareCheckpoints(regular(1, 2, 3, 4, 5), { keepCheckpoints: 2 }, [])).toEqual([1, 2, 3])
    expect(spareCheckpoints(regular(5, 3, 1, 4, 2), { keepCheckpoints: 2 }, [])).toEqual([1, 2, 3])
    expect(spareCheckpoints(regular(1, 2), { keepCheckpoints: 2 }, [])).toEqual([])
  })

  it('keeps all where nothing is said', () => {
    expect(spareCheckpoints(regular(1, 2, 3, 4, 5), {}, [])).toEqual([])
  })

  it('keeps the best, the analyzed, and what somebody asked for', () => {
    const checkpoints = [
      ...regular(1, 2),
      one(3, 'asked'),
      one(4, 'stopped'),
      one(5, 'paused'),
      ...regular(6, 7),
      one(8, 'final')
    ]
    expect(spareCheckpoints(checkpoints, { keepCheckpoints: 1 }, [2, undefined])).toEqual([1, 5, 6])
  })

  it('lets go of what was the best once, however many are kept', () => {
    const checkpoints = [one(1, 'best'), ...regular(2), one(3, 'best'), one(4, 'best'), ...regular(5)]
    expect(spareCheckpoints(checkpoints, {}, [3])).toEqual([1, 4])
  })

  it('never lets go of the last', () => {
    expect(spareCheckpoints([...regular(1, 2), one(3, 'best')], { keepCheckpoints: 1 }, [])).toEqual([1])
  })
})

describe('the checkpoint that counts', () => {
  const validations = [
    { step: 2, fvu: 0.3 },
    { step: 3, fvu: 0.1 },
    { step: 4, fvu: 0.2 },
    { step: 6, fvu: 0.2 }
  ]

  it('is the best of those that are stored', () => {
    expect(bestStep(regular(2, 4, 6), validations)).toBe(4)
    expect(bestStep(regular(2, 3), validations)).toBe(3)
    expect(bestStep(regular(1, 5), validations)).toBeUndefined()
  })

  it('is the latest where the run was not to end at its best', () => {
    expect(resultStep(regular(2, 4, 6), {}, validations)).toBe(6)
    expect(resultStep(regular(2, 4, 6), { patience: 3 }, validations)).toBe(4)
    expect(resultStep(regular(1, 5), { patience: 3 }, validations)).toBe(5)
    expect(resultStep([], { patience: 3 }, validations)).toBeUndefined()
  })
})

describe('mostCheckpoints', () => {
  it('counts what lies on the disk at the same time', () => {
    const config = smallConfig({ steps: 100, checkpointEverySteps: 10 })
    expect(mostCheckpoints(config)).toBe(10)
    expect(mostCheckpoints({ ...config, keepCheckpoints: 3 })).toBe(5)
    expect(mostCheckpoints({ ...config, patience: 2 })).toBe(11)
    expect(mostCheckpoints({ ...config, keepCheckpoints: 30 })).toBe(12)
  })
})
