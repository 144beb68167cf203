import { describe, expect, it } from 'vitest'
import { LogitsAnswer, LogitsQuestion } from '../../../../../contract/records/studies/logits'
import { answerLogits } from '../../../../../main/analysis/studies/logits'
import { createRandom } from '../../../../../main/maths/random'
import { randomProblem } from '../dense'
import { denseRun, materialOf, quietSide } from './dense-material'

const [d, features, tokens, most] = [6, 9, 48, 5]
const problem = randomProblem({ seed: 3, rows: 2, dIn: d, dSae: features })
const random = createRandom(8)
/** [d, tokens] */
const unembedding = Float32Array.from({ length: d * tokens }, () => random.normal())
const turned = Float32Array.from({ length: d * tokens }, (_, i) => unembedding[(i % d) * tokens + Math.floor(i / d)])
const files = {
  'plain.npy': { rows: d, columns: tokens, data: unembedding },
  'turned.npy': { rows: tokens, columns: d, data: turned },
  'other.npy': { rows: 7, columns: tokens, data: new Float32Array(7 * tokens) }
}
const material = materialOf(denseRun(problem, { files }))
const ask = (path: string, more: Partial<LogitsQuestion> = {}) =>
  answerLogits(LogitsQuestion.parse({ kind: 'logits', unembedding: { path }, most, ...more }), material, quietSide, undefined)

/** W_dec · W_U of a feature. */
function logitsOf(feature: number): number[] {
  const { data } = problem.dictionary.tensors.W_dec
  return Array.from({ length: tokens }, (_, token) => {
    let sum = 0
    for (let i = 0; i < d; i += 1) sum += data[feature * d + i] * unembedding[i * tokens + token]
    return sum
  })
}

describe('direct logits', () => {
  it.each([
    ['plain.npy', 'd-by-tokens'],
    ['turned.npy', 'tokens-by-d']
  ])('are the products of decoder rows with the unembedding: %s', async (path, layout) => {
    const { answer, arrays } = await ask(path)
    expect(answer).toEqual({ kind: 'logits', features, tokens, most, layout, hasTexts: false })
    for (let feature = 0; feature < features; feature += 1) {
      const all = logitsOf(feature)
      const order = Array.from(all.keys()).sort((a, b) => all[b] - all[a])
      const own = (name: string) => Array.from(arrays[name].data.subarray(feature * most, (feature + 1) * most))
      expect(own('topTokens')).toEqual(order.slice(0, most))
      expect(own('bottomTokens')).toEqual(order.toReversed().slice(0, most))
      for (let i = 0; i < most; i += 1) {
        expect(own('topLogits')[i]).toBeCloseTo(all[order[i]], 4)
        expect(own('bottomLogits')[i]).toBeCloseTo(all[order[tokens - 1 - i]], 4)
      }
      const mean = all.reduce((sum, value) => sum + value, 0) / tokens
      expect(arrays.mean.data[feature]).toBeCloseTo(mean, 4)
      const variance = all.reduce((sum, value) => sum + (value - mean) ** 2, 0) / tokens
      expect(arrays.deviation.data[feature]).toBeCloseTo(Math.sqrt(variance), 4)
    }
    expect(LogitsAnswer.parse(answer)).toEqual(answer)
  })

  it('come with the texts of tokens, whatever their letters', async () => {
    const { answer, arrays } = await ask('plain.npy', { vocabulary: 'vocab.json' })
    expect(answer.hasTexts).toBe(true)
    const [from, to] = arrays.tokenStarts.data.subarray(17, 19)
    expect(String.fromCodePoint(...arrays.tokenText.data.subarray(from, to))).toBe('token 17 😀')
  })

  it('are all tokens where there are fewer than asked for', async () => {
    const { answer, arrays } = await ask('plain.npy', { most: 100 })
    expect(answer.most).toBe(tokens)
    expect(arrays.topTokens.shape).toEqual([features, tokens])
  })

  it('are refused for the unembedding of another model', async () => {
    await expect(ask('other.npy')).rejects.toMatchObject({ code: 'wrong-shape', place: 'other.npy' })
  })
})
