import { describe, expect, it } from 'vitest'
import { orderedRows, positionsBetween, spreadOverDocuments } from '../../../../../main/analysis/explain/between'

const values = Float32Array.of(0.5, 3, 1, 2, 2.5, 1.5, 2)
const rows = Uint32Array.of(3, 4, 8, 9, 20, 21, 30)
const postings = { rows, values }
const asked = { feature: 3, from: 1, to: 2.5, seed: 7 }

describe('rows of an interval of activations', () => {
  it('are those in (from, to]', () => {
    expect([...positionsBetween(postings, { from: 1, to: 2.5 })]).toEqual([3, 4, 5, 6])
    expect([...positionsBetween(postings, { from: 0, to: Number.POSITIVE_INFINITY })]).toEqual([0, 1, 2, 3, 4, 5, 6])
    expect([...positionsBetween(postings, { from: 2, to: 1 })]).toEqual([])
  })

  it('come with the highest first, equal ones by row', () => {
    const positions = positionsBetween(postings, asked)
    expect(orderedRows(postings, positions, { ...asked, order: 'highest' }, 3)).toEqual([20, 9, 30])
  })

  it('come by chance: the same for a seed, others for another, each row as likely as the next', () => {
    const many = { rows: Uint32Array.from({ length: 400 }, (_, i) => i), values: new Float32Array(400).fill(1) }
    const positions = positionsBetween(many, { from: 0, to: 1 })
    const pick = (seed: number) => orderedRows(many, positions, { ...asked, order: 'random', seed }, 20)
    expect(pick(1)).toEqual(pick(1))
    expect(pick(1)).not.toEqual(pick(2))
    const mean =
      Array.from({ length: 100 }, (_, seed) => pick(seed))
        .flat()
        .reduce((a, b) => a + b, 0) / 2000
    // The mean of 2,000 uniform draws from 0 … 399 has a deviation of 2.6.
    expect(Math.abs(mean - 199.5)).toBeLessThan(13)
  })

  it('come from different documents while there are enough, in their order', () => {
    expect(spreadOverDocuments([5, 6, 7, 8], [0, 0, 1, 2], 3)).toEqual([5, 7, 8])
    expect(spreadOverDocuments([5, 6, 7, 8], [0, 0, 1, 0], 3)).toEqual([5, 6, 7])
    expect(spreadOverDocuments([5, 6, 7], [-1, -1, -1], 2)).toEqual([5, 6])
  })
})
