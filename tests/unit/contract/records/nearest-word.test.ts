import { describe, expect, it } from 'vitest'
import { nearestWord } from '../../../../contract/records/nearest-word'

const words = ['topk', 'batchtopk', 'jumprelu', 'learningRate', 'batchRows']

describe('the nearest word', () => {
  it.each([
    ['topk', 'topk'],
    ['tokp', undefined],
    ['topkk', 'topk'],
    ['JUMPRELU', 'jumprelu'],
    ['jump-relu', 'jumprelu'],
    ['learning_rate', 'learningRate'],
    ['batchrow', 'batchRows'],
    ['colour', undefined],
    ['', undefined]
  ])('to %j is %j', (wrong, nearest) => {
    expect(nearestWord(wrong, words)).toBe(nearest)
  })

  it('of no words is none', () => {
    expect(nearestWord('k', [])).toBeUndefined()
  })
})
