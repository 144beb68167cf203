import { describe, expect, it } from 'vitest'
import { isSameQuestion } from '../../../../../renderer/app/studies/same-question'

describe('two questions', () => {
  it('are the same with their defaults left out, whatever the order of their keys', () => {
    expect(isSameQuestion({ kind: 'columns' }, { per: 'row', seed: 0, kind: 'columns', columns: [] })).toBe(true)
    expect(
      isSameQuestion({ kind: 'patterns', by: { column: 'domain' } }, { by: { column: 'domain' }, kind: 'patterns', dense: true })
    ).toBe(true)
  })

  it('are others by what they ask', () => {
    expect(isSameQuestion({ kind: 'columns' }, { kind: 'columns', per: 'document' })).toBe(false)
    expect(isSameQuestion({ kind: 'compare', other: 'a' }, { kind: 'compare', other: 'b' })).toBe(false)
    expect(isSameQuestion({ kind: 'anomalies' }, { kind: 'anomalies', labelColumn: 'domain' })).toBe(false)
  })
})
