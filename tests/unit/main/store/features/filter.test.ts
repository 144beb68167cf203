import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { LoupeError } from '../../../../../contract/wire/errors'
import { emptyFilter } from '../../../../../main/store/features/feature-filter'
import { parseFilter } from '../../../../../main/store/features/filter'

const nothing = emptyFilter()

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
    ['quiz>=90% quiz:stale,none', { numbers: [{ key: 'quiz', comparison: '>=', value: 0.9 }], quizzes: [['stale', 'none']] }],
    ['rule-f1>0.8 rule:Current', { numbers: [{ key: 'ruleF1', comparison: '>', value: 0.8 }], rules: [['current']] }],
    ['explained>1%', { numbers: [{ key: 'explainedShare', comparison: '>', value: 0.01 }] }],
    [
      'f1(domain=scripture)>0.8',
      { scores: [{ score: 'f1', column: 'domain', category: 'scripture', comparison: '>', value: 0.8 }] }
    ],
    [
      'Lift( domain = python code ) >= 50% precision("part of=speech"="a \\"b\\"")<1',
      {
        scores: [
          { score: 'lift', column: 'domain', category: 'python code', comparison: '>=', value: 0.5 },
          { score: 'precision', column: 'part of=speech', category: 'a "b"', comparison: '<', value: 1 }
        ]
      }
    ],
    ['auroc(a=b=c)>0', { scores: [{ score: 'auroc', column: 'a', category: 'b=c', comparison: '>', value: 0 }] }],
    ['function f(x) f1', { words: ['function', 'f(x)', 'f1'] }],
    ['suggestion:match Suggestion:NO', { suggestions: ['match', 'no'] }],
    ['mass=0', { numbers: [{ key: 'mass', comparison: '=', value: 0 }] }],
    ['group:"two words" group:Ä', { groups: ['two words', 'Ä'] }],
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
    ['size>3', /“size>3” compares “size”.* \(at character 1\)/],
    ['max>2  size>3', /“size>3” compares “size”.* \(at character 8\)/],
    ['dead:no f1(domain)>0.8', /“f1\(domain\)>0.8” is not a score of a category.* \(at character 9\)/],
    ['f1(domain=x)', /“f1\(domain=x\)” is not a score/],
    ['f1(domain=x)>y', /“f1\(domain=x\)>y” is not a score/],
    [`f1(${' '.repeat(1_990)}`, /is not a score/],
    ['f1( =x)>0.8', /names no column or no category/],
    ['size(domain=x)>1', /asks for “size”, which categories do not have/],
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
