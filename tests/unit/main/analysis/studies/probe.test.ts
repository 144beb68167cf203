import { describe, expect, test } from 'vitest'
import { heldOutRows, parts } from '../../../../../main/analysis/studies/held-out'
import { answerProbe } from '../../../../../main/analysis/studies/probe'
import { madeMaterial, side, topics } from './made-material'

const made = topics(40)
const material = madeMaterial(made)
const question = { kind: 'probe' as const, column: 'topic', most: 3, per: 'row' as const, seed: 3 }

describe('a probe', () => {
  test('finds the two features that share a category, and scores them on held-out rows', async () => {
    const { answer } = await answerProbe({ ...question, category: 'b' }, material, side, undefined)
    const [{ probes, category }] = answer.categories
    expect(category).toBe('b')
    expect(probes.map(({ features }) => features.length)).toEqual([1, 2, 3])
    expect(probes[1].features.map(({ feature }) => feature).toSorted()).toEqual([1, 2])
    expect(probes[0].f1).toBeCloseTo(2 / 3, 1)
    expect(probes[1]).toMatchObject({ f1: 1, precision: 1, recall: 1, auroc: 1, falsePositives: 0, falseNegatives: 0 })
    for (let i = 1; i < probes.length; i += 1)
      expect(probes[i].features.slice(0, i).map(({ feature }) => feature)).toEqual(
        probes[i - 1].features.map(({ feature }) => feature)
      )
  })

  test('says the category where bias + Σ weight · activation > 0: its counts are those of all held-out rows', async () => {
    const { answer } = await answerProbe(question, material, side, undefined)
    const held = await heldOutRows(await material.rows(), question)
    const rows = [...held.parts.keys()].filter((row) => held.parts[row] === parts.heldOut && made.columns.topic[row] !== '')
    expect(answer.categories.map(({ category }) => category)).toEqual(['a', 'b', 'c'])
    for (const { category, probes, heldOutCount } of answer.categories) {
      expect(heldOutCount).toBe(rows.filter((row) => made.columns.topic[row] === category).length)
      for (const probe of probes) {
        const isSaid = (row: number) =>
          probe.features.reduce((sum, { feature, weight }) => sum + weight * made.activations[row][feature], probe.bias) > 0
        const said = rows.filter(isSaid)
        const hits = said.filter((row) => made.columns.topic[row] === category).length
        expect([probe.truePositives, probe.falsePositives, probe.falseNegatives]).toEqual([
          hits,
          said.length - hits,
          heldOutCount - hits
        ])
        expect(probe.f1).toBeCloseTo((2 * hits) / (said.length + heldOutCount), 10)
      }
    }
  })

  test('of documents is fitted on mean activations', async () => {
    const whole = madeMaterial({ ...made, columns: { topic: made.documents.map((document) => 'abc'[document % 3]) } })
    const { answer } = await answerProbe({ ...question, per: 'document', most: 2 }, whole, side, undefined)
    expect(answer.heldOut).toMatchObject({ per: 'document', train: 42, heldOut: 18 })
    expect(answer.categories.map(({ count, probes }) => [count, probes.at(-1)?.f1])).toEqual([
      [20, 1],
      [20, 1],
      [20, 1]
    ])
  })

  test('the same question gives the same answer', async () => {
    expect(await answerProbe(question, material, side, undefined)).toEqual(await answerProbe(question, material, side, undefined))
  })

  test('of a column or category that there is not is refused with those that there are', async () => {
    await expect(answerProbe({ ...question, column: 'x' }, material, side, undefined)).rejects.toMatchObject({
      code: 'not-found'
    })
    await expect(answerProbe({ ...question, category: 'd' }, material, side, undefined)).rejects.toMatchObject({
      code: 'not-found',
      hint: 'It has: a, b, c.'
    })
  })

  test('ends where no feature fires', async () => {
    const silent = madeMaterial({ ...made, activations: made.activations.map((row) => row.map(() => 0)) })
    const { answer } = await answerProbe(question, silent, side, undefined)
    expect(answer.categories.map(({ probes }) => probes)).toEqual([[], [], []])
  })

  test('is cancelled', async () => {
    const abort = new AbortController()
    abort.abort()
    await expect(answerProbe(question, material, { ...side, signal: abort.signal }, undefined)).rejects.toMatchObject({
      code: 'cancelled'
    })
  })
})
