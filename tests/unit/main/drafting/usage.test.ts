import { expect, test } from 'vitest'
import { tokensIn, tokenUse } from '../../../../main/drafting/usage'

const sent = 'word '.repeat(400)
const received = 'an answer'

test('what a server says of its tokens is taken where it can be true', () => {
  const told = { prompt_tokens: 450, completion_tokens: 60 }
  expect(tokenUse(sent, received, told, 100)).toEqual({ input: 450, output: 60, estimated: false })
})

test('what can not be true is counted by length, and said to be', () => {
  const counted = { input: tokensIn(sent), output: tokensIn(received), estimated: true }
  for (const told of [undefined, null, 'many', {}, { prompt_tokens: '450', completion_tokens: -1 }, { prompt_tokens: 0 }])
    expect(tokenUse(sent, received, told, 100)).toEqual(counted)
  const tooMany = { prompt_tokens: 1e12, completion_tokens: 101 }
  expect(tokenUse(sent, received, tooMany, 100)).toEqual(counted)
  expect(tokenUse(sent, received, { prompt_tokens: 450, completion_tokens: Number.NaN }, 100)).toEqual({ ...counted, input: 450 })
})
