import { describe, expect, it } from 'vitest'
import { logitsQuestion } from '../../../../../renderer/screens/feature/logits-dialog'
import { tokenEffects, tokenText } from '../../../../../renderer/screens/feature/token-texts'

const words = [' cat', '', '😺', 'dog']
const points = words.map((word) => Array.from(word, (letter) => letter.codePointAt(0) ?? 0))
const starts = [0, ...points.map((_, last) => points.slice(0, last + 1).flat().length)]
const texts = { starts: Uint32Array.from(starts), points: Uint32Array.from(points.flat()) }

describe('tokens of a study of logits', () => {
  it('are read from code points, also those beyond 16 bits', () => {
    expect(words.map((_, token) => tokenText(texts, token))).toEqual(words)
  })

  it('have no text beyond the vocabulary', () => {
    expect(tokenText(texts, 4)).toBeUndefined()
  })

  it('stand with their logits in the order of the study, as ids without a vocabulary', () => {
    expect(tokenEffects([3, 0], [1.5, 1], texts)).toEqual([
      { token: 3, text: 'dog', logit: 1.5 },
      { token: 0, text: ' cat', logit: 1 }
    ])
    expect(tokenEffects([3], [1], undefined)[0]?.text).toBeUndefined()
  })
})

describe('the question of logits', () => {
  it('leaves out what was not given', () => {
    expect(logitsQuestion({ path: ' /a.npy ', array: ' ', vocabulary: '' })).toEqual({
      kind: 'logits',
      unembedding: { path: '/a.npy' }
    })
    expect(logitsQuestion({ path: '/a', array: 'w', vocabulary: '/v' })).toMatchObject({
      unembedding: { array: 'w' },
      vocabulary: '/v'
    })
  })
})
