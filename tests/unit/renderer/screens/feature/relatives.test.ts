import { describe, expect, it } from 'vitest'
import { measures, measuresOf, relativesOf } from '../../../../../renderer/screens/feature/relatives'

const array = (name: string) => ({ name, dtype: 'f32' as const, shape: [4, 2] })

describe('what a feature fires together with', () => {
  it('leaves out places that hold no feature', () => {
    const found = relativesOf(Uint32Array.of(7, 3, 0xffffffff), Float32Array.of(0.5, 0.25, 0))
    expect(found).toEqual([
      { feature: 7, value: 0.5 },
      { feature: 3, value: 0.25 }
    ])
  })

  it('is measured by what the answer has', () => {
    expect(measuresOf([array('pmi'), array('encoderCosine')]).map(({ key }) => key)).toEqual(['pmi', 'encoder'])
    expect(measuresOf(measures.map(({ values }) => array(values)))).toHaveLength(measures.length)
  })
})
