/** Tests of saved metrics: a line per step, both splits, plain points. */
import { describe, expect, it } from 'vitest'
import { csvOfMetrics } from '../../../../../renderer/screens/runs/metrics-csv'

describe('csvOfMetrics', () => {
  it('puts training and validation of a step into one line and nothing where nothing was measured', () => {
    const text = csvOfMetrics({
      run: 'r',
      density: [],
      marks: [],
      columns: [
        {
          split: 'train',
          steps: Float64Array.of(1, 2, 4),
          seconds: Float64Array.of(0.5, 1, 2),
          columns: { loss: Float64Array.of(3, 1e-7, Number.NaN), l0: Float64Array.of(32, 32, 31.5) }
        },
        {
          split: 'validation',
          steps: Float64Array.of(2, 3),
          seconds: Float64Array.of(1, 1.5),
          columns: { fvu: Float64Array.of(0.25, 0.2) }
        }
      ]
    })
    expect(text.split('\n')).toEqual([
      'step,seconds,train loss,train l0,validation fvu',
      '1,0.5,3,32,',
      '2,1,1e-7,32,0.25',
      '3,1.5,,,0.2',
      '4,2,,31.5,',
      ''
    ])
  })
})
