import { describe, expect, it } from 'vitest'
import { exampleCitation } from '../../../../../renderer/app/features/example-citation'

const example = {
  row: 45,
  value: 2.5,
  source: 'doc 2:5',
  tokens: ['a', ' cat', ' sat'],
  values: [0, 2.5, 0.75],
  peak: 1,
  labels: {}
}

describe('the citation of an example', () => {
  it('is of its peak, or of the token with the focus and that row', () => {
    expect(exampleCitation(7, example, undefined, 'run a, step 20')).toBe(
      'Feature 7 on row 45 (doc 2:5): activation 2.5 at “cat” (raw units; run a, step 20)'
    )
    expect(exampleCitation(7, example, 2, 'run a')).toContain('on row 46 (doc 2:5): activation 0.75 at “sat”')
  })
})
