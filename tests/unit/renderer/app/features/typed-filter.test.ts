import { describe, expect, it } from 'vitest'
import { filterPause } from '../../../../../renderer/app/features/typed-filter'

describe('the pause before a typed filter counts', () => {
  it('is shorter than a frame for most dictionaries, and grows with the features up to a tenth of a second', () => {
    expect([0, 4_608, 131_072, 1_000_000, 16_000_000].map(filterPause)).toEqual([0, 0.4608, 13.1072, 100, 100])
  })
})
