/** What saev's descriptions may say in each protocol, and what makes no sense. */
import { describe, expect, it } from 'vitest'
import type { LoupeError } from '../../../../contract/wire/errors'
import { isSaevMetadata, parseSaevMetadata, parseSaevShards } from '../../../../main/codecs/saev-metadata'

const metadata = {
  layers: [3, 11],
  content_tokens_per_example: 15,
  cls_token: true,
  d_model: 16,
  n_examples: 12,
  dtype: 'float32',
  protocol: '2.1'
}

function errorIn(work: () => unknown): LoupeError {
  try {
    work()
  } catch (thrown) {
    return thrown as LoupeError
  }
  return expect.fail('nothing was thrown')
}

describe('metadata', () => {
  const parsed = { layers: [3, 11], examples: 12, tokens: 16, classToken: true, dModel: 16 }
  const older = { layers: [3, 11], cls_token: true, dtype: 'float32' }
  it.each([
    ['2.1', metadata],
    ['2.0', { ...older, patches_per_ex: 15, d_model: 16, n_ex: 12, protocol: '2.0' }],
    ['1.0.0', { ...older, n_patches_per_img: 15, d_vit: 16, n_imgs: 12, protocol: '1.0.0' }]
  ])('of protocol %s', (_, value) => {
    expect(isSaevMetadata(value)).toBe(true)
    expect(parseSaevMetadata(value)).toEqual(parsed)
  })

  it('without a class token has the content tokens only', () => {
    expect(parseSaevMetadata({ ...metadata, cls_token: false })).toMatchObject({ tokens: 15, classToken: false })
  })

  it.each([{}, null, [], { layers: [1] }, { protocol: '2.1', d_model: 3 }])('is not %j', (value) => {
    expect(isSaevMetadata(value)).toBe(false)
  })

  it.each([
    [{ protocol: '3.0' }, 'unsupported'],
    [{ protocol: null }, 'unsupported'],
    [{ dtype: 'float16' }, 'unsupported'],
    [{ layers: [] }, 'malformed'],
    [{ layers: [1, 1] }, 'malformed'],
    [{ layers: ['1'] }, 'malformed'],
    [{ cls_token: 1 }, 'malformed'],
    [{ d_model: 0 }, 'malformed'],
    [{ d_model: -4 }, 'malformed'],
    [{ d_model: 1e300 }, 'malformed'],
    [{ n_examples: '12' }, 'malformed'],
    [{ content_tokens_per_example: 1.5 }, 'malformed']
  ])('with %j is refused as %s', (change, code) => {
    expect(errorIn(() => parseSaevMetadata({ ...metadata, ...change }))).toMatchObject({ name: 'LoupeError', code })
  })
})

describe('shards', () => {
  it('hold the examples of the metadata, under any of the names', () => {
    const shards = [
      { name: 'a', n_examples: 5 },
      { name: 'b', n_ex: 7 }
    ]
    expect(parseSaevShards(shards, 12)).toEqual([
      { name: 'a', examples: 5 },
      { name: 'b', examples: 7 }
    ])
  })

  it.each([[{}], [[]], [[3]], [[{ name: 'a' }]], [[{ name: 'a', n_examples: 11 }]], [[{ name: 'a', n_examples: 1e20 }]]])(
    '%j are refused',
    (value) => {
      expect(errorIn(() => parseSaevShards(value, 12))).toMatchObject({ name: 'LoupeError', code: 'malformed' })
    }
  )
})
