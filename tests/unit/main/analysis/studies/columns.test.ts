import { describe, expect, test } from 'vitest'
import type { ColumnsAnswer } from '../../../../../contract/records/studies/columns'
import { answerColumns } from '../../../../../main/analysis/studies/columns'
import { heldOutRows, parts } from '../../../../../main/analysis/studies/held-out'
import { madeMaterial, side, topics } from './made-material'

const made = topics()
const material = madeMaterial(made)
const features = made.activations[0].length
const categories = ['a', 'b', 'c']
const question = { kind: 'columns' as const, columns: [], per: 'row' as const, seed: 3 }

/** Rows with a category, by part, straight from the dense activations. */
async function labeled(part: number): Promise<number[]> {
  const held = await heldOutRows(await material.rows(), question)
  return [...held.parts.keys()].filter((row) => held.parts[row] === part && made.columns.topic[row] !== '')
}

function countsAt(rows: number[], feature: number, category: string, threshold: number) {
  const fired = rows.filter((row) => made.activations[row][feature] > threshold)
  const hits = fired.filter((row) => made.columns.topic[row] === category).length
  const positives = rows.filter((row) => made.columns.topic[row] === category).length
  return { fired: fired.length, hits, positives, f1: (2 * hits) / (fired.length + positives) }
}

/** Share of pairs in the right order, ties counted half: the definition, pair by pair. */
function pairwiseAuroc(rows: number[], feature: number, category: string): number {
  const values = (isOwn: boolean) =>
    rows.filter((row) => (made.columns.topic[row] === category) === isOwn).map((row) => made.activations[row][feature])
  const [own, others] = [values(true), values(false)]
  const ordered = own.flatMap((a) => others.map((b): number => (a > b ? 1 : a === b ? 0.5 : 0)))
  return ordered.reduce((sum, one) => sum + one, 0) / ordered.length
}

describe('scores of features for categories', () => {
  test('are those of direct counts: thresholds of the training part, numbers of the held-out part', async () => {
    const { arrays } = await answerColumns(question, material, side, undefined)
    const [train, heldOut] = [await labeled(parts.train), await labeled(parts.heldOut)]
    expect(arrays.f1.shape).toEqual([3, features])
    for (const [c, category] of categories.entries()) {
      for (let feature = 0; feature < features; feature += 1) {
        const at = c * features + feature
        const candidates = [0, ...train.map((row) => made.activations[row][feature])]
        const best = Math.max(...candidates.map((threshold) => countsAt(train, feature, category, threshold).f1))
        const threshold = arrays.threshold.data[at]
        expect(countsAt(train, feature, category, threshold).f1).toBeCloseTo(feature === 4 ? 0 : best, 6)
        const { fired, hits, positives, f1 } = countsAt(heldOut, feature, category, threshold)
        expect(arrays.f1.data[at]).toBeCloseTo(f1, 6)
        expect(arrays.precision.data[at]).toBeCloseTo(fired ? hits / fired : 0, 6)
        expect(arrays.recall.data[at]).toBeCloseTo(hits / positives, 6)
        expect(arrays.lift.data[at]).toBeCloseTo(fired ? hits / fired / (positives / heldOut.length) : 0, 5)
        expect(arrays.auroc.data[at]).toBeCloseTo(pairwiseAuroc(heldOut, feature, category), 6)
      }
    }
  })

  test('list the best by the training part, with counts', async () => {
    const { answer } = await answerColumns(question, material, side, undefined)
    expect(answer.categories.map(({ category, best }) => [category, best[0].feature])).toEqual([
      ['a', 0],
      ['b', expect.toBeOneOf([1, 2])],
      ['c', expect.any(Number)]
    ])
    const [own] = answer.categories
    const heldOut = await labeled(parts.heldOut)
    expect(own.heldOutCount).toBe(heldOut.filter((row) => made.columns.topic[row] === 'a').length)
    expect(own.best[0].f1).toBeGreaterThan(0.9)
    expect(own.best.map(({ feature }) => feature)).not.toContain(4)
    expect(answer.heldOut).toMatchObject({ by: 'document', per: 'row', seed: 3 })
    expect(answer.heldOut.train + answer.heldOut.heldOut).toBe(made.uses.filter((use) => use !== 2).length)
  })

  test('no document lies in both parts, and another seed parts in another way', async () => {
    const rows = await material.rows()
    const held = await heldOutRows(rows, question)
    const partsOf = new Map<number, Set<number>>()
    held.parts.forEach((part, row) => {
      if (part !== parts.none) partsOf.set(made.documents[row], (partsOf.get(made.documents[row]) ?? new Set()).add(part))
    })
    expect([...partsOf.values()].every((set) => set.size === 1)).toBe(true)
    expect([...partsOf.values()].filter((set) => set.has(parts.heldOut))).toHaveLength(18)
    expect((await heldOutRows(rows, question)).parts).toEqual(held.parts)
    expect((await heldOutRows(rows, { ...question, seed: 4 })).parts).not.toEqual(held.parts)
  })

  test('per document are those of mean activations', async () => {
    const { answer, arrays } = await answerColumns({ ...question, per: 'document' }, material, side, undefined)
    expect(answer.heldOut).toMatchObject({ per: 'document', train: 42, heldOut: 18 })
    expect(answer.categories.map(({ count }) => count)).toEqual([0, 0, 0])
    const whole = madeMaterial({ ...made, columns: { topic: made.documents.map((document) => 'abc'[document % 3]) } })
    const { answer: found } = await answerColumns({ ...question, per: 'document' }, whole, side, undefined)
    expect(found.categories.map(({ count }) => count)).toEqual([20, 20, 20])
    expect(found.categories[1].best[0]).toMatchObject({ f1: 1, auroc: 1 })
    expect(arrays.f1.data.every((f1) => f1 === 0)).toBe(true)
  })
})

describe('monosemanticity and disentanglement', () => {
  async function scored(): Promise<{ answer: ColumnsAnswer; mono: Float32Array }> {
    const { answer, arrays } = await answerColumns(question, material, side, undefined)
    return { answer, mono: arrays.monosemanticity.data as Float32Array }
  }

  test('monosemanticity is the weighted share of pairs of the same category', async () => {
    const { answer, mono } = await scored()
    const rows = [...(await labeled(parts.train)), ...(await labeled(parts.heldOut))]
    const direct = Array.from({ length: features }, (_, feature) => {
      const active = rows.filter((row) => made.activations[row][feature] > 0)
      let [same, all] = [0, 0]
      for (const a of active) {
        for (const b of active) {
          if (a === b) continue
          const weight = made.activations[a][feature] * made.activations[b][feature]
          all += weight
          if (made.columns.topic[a] === made.columns.topic[b]) same += weight
        }
      }
      return same / all
    })
    direct.forEach((score, feature) => {
      if (Number.isNaN(score)) expect(mono[feature]).toBeNaN()
      else expect(mono[feature]).toBeCloseTo(score, 5)
    })
    expect([mono[1], mono[4], mono[5]]).toEqual([1, Number.NaN, Number.NaN])
    const known = direct.filter((score) => !Number.isNaN(score))
    expect(answer.columns[0].monosemanticity).toBeCloseTo(known.reduce((sum, one) => sum + one, 0) / known.length, 5)
    expect(answer.columns[0].chance).toBeCloseTo(1 / 3, 2)
  })

  test('disentanglement and completeness are those of the table of mutual informations', async () => {
    const { answer } = await scored()
    const rows = [...(await labeled(parts.train)), ...(await labeled(parts.heldOut))]
    const table = Array.from({ length: features }, (_, feature) =>
      categories.map((category) => information(rows, feature, category))
    )
    const total = table.flat().reduce((sum, one) => sum + one, 0)
    const weighted = (lists: number[][], base: number) =>
      lists.reduce((sum, list) => {
        const own = list.reduce((a, b) => a + b, 0)
        const entropy = list.filter((one) => one > 0).reduce((a, one) => a - (one / own) * Math.log(one / own), 0)
        return own > 0 ? sum + (own / total) * (1 - entropy / Math.log(base)) : sum
      }, 0)
    expect(answer.columns[0].disentanglement).toBeCloseTo(weighted(table, 3), 8)
    const byCategory = categories.map((_, c) => table.map((list) => list[c]))
    expect(answer.columns[0].completeness).toBeCloseTo(weighted(byCategory, features), 8)
  })
})

function information(rows: number[], feature: number, category: string): number {
  const cell = (fires: boolean, is: boolean) =>
    rows.filter((row) => made.activations[row][feature] > 0 === fires && (made.columns.topic[row] === category) === is).length /
    rows.length
  const fires = cell(true, true) + cell(true, false)
  const is = cell(true, true) + cell(false, true)
  if (cell(true, true) <= fires * is) return 0
  const part = (p: number, q: number) => (p > 0 ? p * Math.log(p / q) : 0)
  return (
    part(cell(true, true), fires * is) +
    part(cell(true, false), fires * (1 - is)) +
    part(cell(false, true), (1 - fires) * is) +
    part(cell(false, false), (1 - fires) * (1 - is))
  )
}

describe('columns that can not be asked', () => {
  const other = madeMaterial({
    ...made,
    columns: { ...made.columns, row: made.documents.map((_, row) => String(row)), one: made.documents.map(() => 'x') }
  })

  test('are skipped, with the reason, when none was named', async () => {
    const { answer } = await answerColumns(question, other, side, undefined)
    expect(answer.columns.map(({ column }) => column)).toEqual(['topic'])
    expect(answer.skipped.map(({ column }) => column)).toEqual(['row', 'one'])
  })

  test.each([
    [['row'], 'unsupported'],
    [['one'], 'unsupported'],
    [['nothing'], 'not-found']
  ])('%s is refused when it was named', async (columns, code) => {
    await expect(answerColumns({ ...question, columns }, other, side, undefined)).rejects.toMatchObject({ code })
  })

  test('a run without label columns has none', async () => {
    const none = madeMaterial({ activations: made.activations })
    await expect(answerColumns(question, none, side, undefined)).rejects.toMatchObject({ code: 'empty' })
    await expect(answerColumns({ ...question, per: 'document' }, none, side, undefined)).rejects.toMatchObject({
      code: 'not-found'
    })
  })
})
