import { describe, expect, it } from 'vitest'
import type { ColumnsAnswer } from '../../../../../contract/records/studies/columns'
import { categoryColoring, coloredColumns, groupColoring } from '../../../../../renderer/screens/explore/map/map-colors'

const scores = (column: string, category: string) => ({ column, category, count: 1, heldOutCount: 1, best: [] })
const column = (name: string, categories: number) => ({
  column: name,
  count: 1,
  categories,
  monosemanticity: 0,
  chance: 0,
  disentanglement: 0,
  completeness: 0
})
const answer: ColumnsAnswer = {
  kind: 'columns',
  heldOut: { by: 'row', per: 'row', seed: 0, train: 1, heldOut: 1 },
  columns: [column('year', 90), column('domain', 2)],
  categories: [scores('year', '1990'), scores('domain', 'code'), scores('domain', 'docs')],
  skipped: []
}

describe('colors of the map', () => {
  it('are given to the largest groups', () => {
    const groups = [0, 1, 2, 3, 4].map((group) => ({ group, features: 9 - group, x: 0, y: 0, middle: 0 }))
    const { colors, legend } = groupColoring(
      { kind: 'map', features: 5, neighbors: 1, epochs: 1, groupCount: 5, groups },
      Uint32Array.of(0, 3, 4, 1)
    )
    expect([...colors]).toEqual([0, 3, 255, 1])
    expect(legend).toEqual(['group 1, 9', 'group 2, 8', 'group 3, 7', 'group 4, 6'])
  })

  it('are of columns that a legend can hold', () => {
    expect(coloredColumns(answer)).toEqual(['domain'])
  })

  it('say the category that a feature tells best, and none where it tells none', () => {
    const f1 = Float32Array.of(0.9, 0.9, 0.9, 0.2, 0.8, 0.01, 0.6, 0.1, 0)
    expect([...categoryColoring(answer, 'domain', f1, 3).colors]).toEqual([1, 0, 255])
  })
})
