import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { descending, rankingScores } from '../../../../main/maths/ranking'

/** Few distinct values, so that ties occur. */
const rows = fc.array(fc.record({ value: fc.integer({ min: 0, max: 12 }), positive: fc.boolean() }), {
  minLength: 1,
  maxLength: 40
})

type Row = { value: number; positive: boolean }
const scoresOf = (list: Row[]) => {
  const values = Float32Array.from(list, ({ value }) => value)
  return rankingScores(values, descending(values), (i) => list[i].positive)
}

/** At every threshold, counted. */
function thresholds(list: Row[]) {
  const positives = list.filter(({ positive }) => positive).length
  return [...new Set(list.map(({ value }) => value))]
    .sort((a, b) => b - a)
    .map((threshold) => {
      const found = list.filter(({ value }) => value >= threshold)
      const right = found.filter(({ positive }) => positive).length
      const [precision, recall] = [right / found.length, positives > 0 ? right / positives : 0]
      return { threshold, precision, recall, f1: right > 0 ? (2 * precision * recall) / (precision + recall) : 0 }
    })
}

describe('scores of a ranking', () => {
  it('the area is the share of pairs in the right order, ties half', () => {
    fc.assert(
      fc.property(rows, (list) => {
        const [good, bad] = [list.filter(({ positive }) => positive), list.filter(({ positive }) => !positive)]
        const pairs = good.flatMap((a) => bad.map((b) => (a.value > b.value ? 1 : a.value === b.value ? 0.5 : 0)))
        const area = pairs.length > 0 ? pairs.reduce((sum: number, one) => sum + one, 0) / pairs.length : 0.5
        expect(scoresOf(list).auroc).toBeCloseTo(area, 12)
      })
    )
  })

  it('the best threshold has the greatest F1, the average precision sums over all', () => {
    fc.assert(
      fc.property(rows, (list) => {
        const all = thresholds(list)
        const { best, averagePrecision, positives } = scoresOf(list)
        const greatest = Math.max(...all.map(({ f1 }) => f1))
        expect(best.f1).toBeCloseTo(greatest, 12)
        if (greatest > 0) expect(all).toContainEqual(best)
        const area = all.reduce((sum, { precision, recall }, i) => sum + (recall - (all[i - 1]?.recall ?? 0)) * precision, 0)
        expect(averagePrecision).toBeCloseTo(positives > 0 ? area : 0, 12)
      })
    )
  })

  it('as many of the first rows as there are positives, of ties at the border their share', () => {
    const row = (value: number, positive: boolean): Row => ({ value, positive })
    expect(scoresOf([row(5, true), row(4, false), row(3, true), row(1, false)]).atPositives).toBe(0.5)
    expect(scoresOf([row(5, true), row(4, false), row(4, true), row(1, false)]).atPositives).toBe(0.75)
    expect(scoresOf([row(5, false)]).atPositives).toBe(0)
  })
})
