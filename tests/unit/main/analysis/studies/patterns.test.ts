import { describe, expect, test } from 'vitest'
import { PatternsQuestion } from '../../../../../contract/records/studies/patterns'
import { answerPatterns } from '../../../../../main/analysis/studies/patterns'
import { type Made, madeMaterial, side, topics } from './made-material'

const made = topics()
const asked = (given: object) => PatternsQuestion.parse({ kind: 'patterns', ...given })

async function tableOf(from: Made, given: object) {
  const { answer, arrays } = await answerPatterns(asked(given), madeMaterial(from), side, undefined)
  const features = [...arrays.features.data]
  const names = answer.patterns.map(({ name }) => name)
  const mean = (feature: number, name: string) =>
    arrays.means.data[features.indexOf(feature) * names.length + names.indexOf(name)]
  return { answer, arrays, features, names, mean }
}

/** Over rows that the analysis saw. */
function directMean(from: Made, belongs: (row: number) => boolean, value: (row: number) => number): number {
  const rows = from.activations.map((_, row) => row).filter((row) => (from.uses?.[row] ?? 0) !== 2 && belongs(row))
  return rows.reduce((sum, row) => sum + value(row), 0) / rows.length
}

describe('a pattern table', () => {
  test('has the mean activations of features over categories, silent rows counted', async () => {
    const { answer, features, mean } = await tableOf(made, { by: { column: 'topic' } })
    expect(answer.patterns.map(({ name, at }) => [name, at]).toSorted()).toEqual([
      ['a', 0],
      ['b', 1],
      ['c', 2]
    ])
    expect(features.toSorted((a, b) => a - b)).toEqual([0, 1, 2, 3, 5, 6, 7, 8])
    for (const feature of features)
      for (const name of 'abc')
        expect(mean(feature, name)).toBeCloseTo(
          directMean(
            made,
            (row) => made.columns.topic[row] === name,
            (row) => made.activations[row][feature]
          ),
          5
        )
  })

  test('by document, the largest first where there are too many, in their own order', async () => {
    const { answer, mean } = await tableOf(made, { by: { documents: true }, mostPatterns: 12 })
    expect([answer.found, answer.patterns.length]).toEqual([60, 12])
    expect(answer.patterns.every(({ rows }) => rows === 10)).toBe(true)
    const [{ at }] = answer.patterns
    expect(mean(3, `document ${at}`)).toBeCloseTo(at % 3 === 2 ? 1 : 2, 6)
  })

  test('tells the patterns apart: η² is the share of the variance between them', async () => {
    const { arrays, features } = await tableOf(made, { by: { column: 'topic' } })
    const rows = made.activations.map((_, row) => row).filter((row) => made.uses[row] !== 2 && made.columns.topic[row] !== '')
    for (const [i, feature] of features.entries()) {
      const values = rows.map((row) => made.activations[row][feature])
      const mean = values.reduce((sum, value) => sum + value, 0) / values.length
      const total = values.reduce((sum, value) => sum + (value - mean) ** 2, 0)
      const between = rows.reduce((sum, row) => {
        const own = directMean(
          made,
          (other) => made.columns.topic[other] === made.columns.topic[row],
          (other) => made.activations[other][feature]
        )
        return sum + (own - mean) ** 2
      }, 0)
      expect(arrays.eta.data[i]).toBeCloseTo(between / total, 5)
    }
    const { features: best } = await tableOf(made, { by: { column: 'topic' }, most: 1 })
    expect(best).toEqual([3])
  })

  test('puts features that answer to the same together, and patterns too', async () => {
    const activations = Array.from({ length: 40 }, (_, row) =>
      Array.from({ length: 12 }, (_, feature) => (feature % 4 === row % 4 ? 1 + ((row + feature) % 3) / 10 : 0.01))
    )
    const groups = Array.from({ length: 8 }, (_, i) => ({ name: `g${i}`, rows: [i, i + 8, i + 16] }))
    const { answer, features } = await tableOf({ activations }, { by: { groups } })
    const kinds = features.map((feature) => feature % 4)
    expect(kinds.filter((kind, i) => i === 0 || kind !== kinds[i - 1])).toHaveLength(4)
    const names = answer.patterns.map(({ at }) => at % 4)
    expect(names.filter((kind, i) => i === 0 || kind !== names[i - 1])).toHaveLength(4)
    expect(answer.clustered).toBe(12)
  })

  test('of more patterns than can be clustered has the largest in clusters, the others by what they are greatest on', async () => {
    const count = 2_200
    const activations = Array.from({ length: 2 * count }, (_, row) =>
      Array.from({ length: 4 }, (_, feature) => (feature === row % 4 ? 1 : 0))
    )
    // Every eleventh has one row only.
    const groups = Array.from({ length: count }, (_, i) => ({ name: `g${i}`, rows: i % 11 === 0 ? [i] : [i, i + count] }))
    const { answer, features, mean } = await tableOf({ activations }, { by: { groups }, most: 500, mostPatterns: 10_000 })
    expect([answer.patterns.length, answer.clusteredPatterns]).toEqual([count, 2_000])
    const kinds = answer.patterns.map(({ at }) => at % 4)
    const runs = (from: number, to: number) => kinds.slice(from, to).filter((kind, i, all) => i === 0 || kind !== all[i - 1])
    expect(runs(0, 2_000)).toHaveLength(4)
    expect(runs(2_000, count)).toHaveLength(4)
    expect(answer.patterns.slice(2_000).every(({ rows }) => rows === 1)).toBe(true)
    for (const { name, at } of answer.patterns.slice(1_990, 2_010))
      expect(features.map((feature) => mean(feature, name))).toEqual(features.map((feature) => Number(feature === at % 4)))
  })

  test('of too many features and patterns at once is not asked for', () => {
    const by = { documents: true }
    expect(PatternsQuestion.safeParse({ kind: 'patterns', by, most: 500, mostPatterns: 10_000 }).success).toBe(true)
    const { error } = PatternsQuestion.safeParse({ kind: 'patterns', by, most: 501, mostPatterns: 10_000 })
    expect(error?.issues[0].message).toContain('at most 5,000,000 means')
  })

  test('of chosen rows counts a row in each of its patterns, once', async () => {
    const groups = [
      { name: 'x', rows: [1, 2, 2] },
      { name: 'y', rows: [2, 4, 3] }
    ]
    const { answer, mean } = await tableOf(made, { by: { groups }, features: [3, 4, 3] })
    expect(answer.patterns.map(({ name, rows }) => [name, rows]).toSorted()).toEqual([
      ['x', 2],
      ['y', 2]
    ])
    expect(mean(3, 'x')).toBeCloseTo(2, 6)
    expect(mean(4, 'y')).toBe(0)
    expect(answer.features).toBe(2)
  })

  test('of the eight phrases has one pattern each, with the dense layer beside it', async () => {
    const tokens = ['cat', 'joyful cat', 'dog', 'loyal dog', 'not cat', 'not dog', 'robot', 'AI assistant']
    const inputs = tokens.map((_, row) => [row, 9 - row, -1, 0.5])
    const activations = tokens.map((_, row) => [row < 4 ? 1 : 0, row > 3 && row < 6 ? 2 : 0, row > 5 ? 3 : 0])
    const { answer, arrays, names, mean } = await tableOf({ activations, tokens, inputs }, { by: { phrases: true } })
    expect(names.toSorted()).toEqual(tokens.toSorted())
    expect([mean(0, 'dog'), mean(1, 'not cat'), mean(2, 'dog')]).toEqual([1, 2, 0])
    expect(answer.dIn).toBe(4)
    const dimensions = [...arrays.dimensions.data]
    const dense = (dimension: number, name: string) => arrays.dense.data[dimensions.indexOf(dimension) * 8 + names.indexOf(name)]
    tokens.forEach((name, row) => {
      expect(dimensions.map((dimension) => dense(dimension, name))).toEqual(dimensions.map((dimension) => inputs[row][dimension]))
    })
  })

  test('says why the dense layer is missing, and does not read it when it is not asked for', async () => {
    const { answer, arrays } = await tableOf(made, { by: { column: 'topic' } })
    expect(answer).toMatchObject({ denseProblem: expect.stringContaining('not the one') })
    expect(Object.keys(arrays)).toEqual(['features', 'eta', 'means'])
    const { answer: without } = await tableOf(made, { by: { column: 'topic' }, dense: false })
    expect(without.denseProblem).toBeUndefined()
  })

  test.each([
    [{ by: { phrases: true } }, 'not-found'],
    [{ by: { column: 'x' } }, 'not-found'],
    [{ by: { groups: [{ name: 'left out', rows: [3, 53] }] } }, 'empty'],
    [{ by: { groups: [{ name: 'beyond', rows: [9_999] }] } }, 'empty'],
    [{ by: { column: 'topic' }, features: [9] }, 'not-found']
  ])('%j is refused', async (given, code) => {
    await expect(tableOf(made, given)).rejects.toMatchObject({ code })
  })
})
