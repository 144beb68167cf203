import fc from 'fast-check'
import { expect, test } from 'vitest'
import { orderOfWords } from '../../../../main/maths/word-order'

test('words are ordered as by comparing, equal ones in their order, and stay what they were', () => {
  const words = fc.uint32Array({ maxLength: 80 }).chain((some) => fc.constantFrom(some, Uint32Array.from([...some, ...some])))
  fc.assert(
    fc.property(words, (given) => {
      const before = given.slice()
      const expected = Uint32Array.from(given.keys()).sort((a, b) => given[a] - given[b] || a - b)
      expect(orderOfWords(given)).toEqual(expected)
      expect(given).toEqual(before)
    }),
    { seed: 1 }
  )
})
