import { describe, expect, it } from 'vitest'
import type { ColumnsAnswer } from '../../../../../contract/records/studies/columns'
import { bestRows, categoryAfter, findCategory, sortedBy } from '../../../../../renderer/screens/columns/category-list'

const score = (feature: number, f1: number, precision: number) => ({
  feature,
  f1,
  precision,
  recall: 0.5,
  auroc: 0.7,
  threshold: 1,
  lift: 3
})
const answer: ColumnsAnswer = {
  kind: 'columns',
  heldOut: { by: 'document', per: 'row', seed: 0, train: 70, heldOut: 30 },
  columns: [],
  categories: [
    { column: 'domain', category: 'code', count: 40, heldOutCount: 12, best: [score(3, 0.9, 0.8), score(5, 0.7, 0.99)] },
    { column: 'domain', category: 'docs', count: 60, heldOutCount: 18, best: [] }
  ],
  skipped: []
}

describe('the categories of label columns', () => {
  it('are found again, the first where none was chosen', () => {
    expect(findCategory(answer, { column: 'domain', category: 'docs' })?.category).toBe('docs')
    expect(findCategory(answer, { column: 'domain', category: 'gone' })?.category).toBe('code')
    expect(findCategory({ ...answer, categories: [] }, undefined)).toBeUndefined()
  })

  it('follow each other and end at both ends', () => {
    const [code, docs] = answer.categories
    expect(categoryAfter(answer, code, 1)).toBe(docs)
    expect(categoryAfter(answer, docs, 1)).toBe(docs)
    expect(categoryAfter(answer, code, -1)).toBe(code)
  })

  it('list features as they were chosen, or by a score', () => {
    const { best } = answer.categories[0]
    expect(sortedBy(best, undefined).map(({ feature }) => feature)).toEqual([3, 5])
    expect(sortedBy(best, 'precision').map(({ feature }) => feature)).toEqual([5, 3])
  })

  it('go into one file', () => {
    expect(bestRows(answer)).toHaveLength(3)
    expect(bestRows(answer)[1]).toEqual(['domain', 'code', 40, 12, 3, 0.9, 0.8, 0.5, 0.7, 3, 1])
  })
})
