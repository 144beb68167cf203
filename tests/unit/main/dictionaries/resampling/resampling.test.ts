import { describe, expect, it } from 'vitest'
import { resamplingFor } from '../../../../../main/dictionaries/resampling/resampling'
import { smallConfig } from '../made'

const config = smallConfig({ architecture: 'relu-l1-2023', deadFeatures: 'resample', resampleEverySteps: 30, steps: 100 })

describe('resamplingFor', () => {
  it('is due every so many steps, as long as a whole period is left', () => {
    const resampling = resamplingFor(config)
    const due = Array.from({ length: 101 }, (_, step) => step).filter((step) => step > 0 && resampling?.isDue(step))
    expect(due).toEqual([30, 60])
  })

  it('draws differently each time, and again the same in the same run', () => {
    const seeds = [30, 60].map((step) => resamplingFor(config)?.seed(step))
    expect(seeds[0]).not.toBe(seeds[1])
    expect([30, 60].map((step) => resamplingFor(config)?.seed(step))).toEqual(seeds)
    expect(resamplingFor({ ...config, seed: 8 })?.seed(30)).not.toBe(seeds[0])
  })

  it('is not there where it is not asked for', () => {
    expect(resamplingFor({ ...config, deadFeatures: 'none' })).toBeUndefined()
    expect(resamplingFor({ ...config, deadFeatures: undefined })).toBeUndefined()
  })

  it('refuses architectures that it does not know how to renew, and an impossible period', () => {
    expect(() => resamplingFor({ ...config, architecture: 'topk' })).toThrow(expect.objectContaining({ place: 'deadFeatures' }))
    for (const resampleEverySteps of [undefined, 0, 1.5]) {
      const place = 'resampleEverySteps'
      expect(() => resamplingFor({ ...config, resampleEverySteps })).toThrow(expect.objectContaining({ code: 'config', place }))
    }
  })
})
