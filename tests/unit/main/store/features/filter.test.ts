import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { LoupeError } from '../../../../../contract/wire/errors'
import { parseFilter } from '../../../../../main/store/features/filter'

const nothing = { numbers: [], ids: [], statuses: [], tags: [], dead: undefined, words: [] }

function refusalOf(text: string): LoupeError {
  try {
    parseFilter(text)
  } catch (thrown) {
    if (thrown instanceof LoupeError) return thrown
  }
  throw new Error(`“${text}” was not refused`)
}

describe('a filter text', () => {
  test.each([
    ['', {}],
    ['   \t ', {}],
    ['density<1e-4', { numbers: [{ key: 'density', comparison: '<', value: 1e-4 }] }],
    ['Density > 0.5%', { numbers: [{ key: 'density', comparison: '>', value: 0.005 }] }],
    [
      'max>=3 mean>2',
      {
        numbers: [
          { key: 'max', comparison: '>=', value: 3 },
          { key: 'mean', comparison: '>', value: 2 }
        ]
      }
    ],
    ['nearest<=-.5', { numbers: [{ key: 'nearestCosine', comparison: '<=', value: -0.5 }] }],
    ['explained>1%', { numbers: [{ key: 'explainedShare', comparison: '>', value: 0.01 }] }],
    ['mass=0', { numbers: [{ key: 'mass', comparison: '=', value: 0 }] }],
    ['id:123', { ids: [[{ from: 123, to: 123 }]] }],
    [
      'id:1,10-20',
      {
        ids: [
          [
            { from: 1, to: 1 },
            { from: 10, to: 20 }
          ]
        ]
      }
    ],
    ['status:Pending', { statuses: [['pending']] }],
    ['status:draft,not-interpretable', { statuses: [['draft', 'not-interpretable']] }],
    ['tag:x tag:"two words"', { tags: ['x', 'two words'] }],
    ['dead:no', { dead: false }],
    ['dead:yes', { dead: true }],
    ['capital city', { words: ['capital', 'city'] }],
    ['"a phrase" word', { words: ['a phrase', 'word'] }],
    ['"say \\"no\\""', { words: ['say "no"'] }],
    ['"still typ', { words: ['still typ'] }],
    ['"density<3"', { words: ['density<3'] }],
    ['12:30 <b> it’s', { words: ['12:30', '<b>', 'it’s'] }],
    ['""', {}]
  ])('%s', (text, expected) => {
    expect(parseFilter(text)).toEqual({ ...nothing, ...expected })
  })

  test.each([
    ['size>3', /“size>3” compares “size”/],
    ['density<', /“density<” is not a comparison/],
    ['density<abc', /“density<abc” is not a comparison/],
    ['density<1e', /“density<1e” is not/],
    ['status:done', /“status:done” is not a status/],
    ['dead:maybe', /dead:yes or dead:no/],
    ['tag:', /“tag:” names no tag/],
    ['id:abc', /“id:abc” is not a feature id/],
    ['color:red', /“color:red” is not a part of a filter/],
    [`${'a '.repeat(41)}`, /at most 40 parts/]
  ])('%s is refused, with what is allowed', (text, message) => {
    const error = refusalOf(text)
    expect(error.code).toBe('usage')
    expect(error.message).toMatch(message)
    expect(error.hint).toMatch(/Allowed are density, mean, max/)
  })

  test('of any kind is understood or refused, never a crash', () => {
    const part = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('density', '<', '"', 'tag:', '\\', '1e-4', ' ', '%', 'id:', '-', ',')
    )
    const text = fc.array(part, { maxLength: 12 }).map((parts) => parts.join(''))
    fc.assert(
      fc.property(text, (one) => {
        try {
          parseFilter(one)
        } catch (thrown) {
          expect(thrown).toMatchObject({ code: 'usage' })
        }
      }),
      { numRuns: 2_000 }
    )
  })
})
