import { expect, test } from 'vitest'
import type { Opinion } from '../../../../contract/records/annotator'
import { drawRepeats } from '../../../../main/analysis/repeats'

const opinion = (feature: number, at: number, status: Opinion['status'] = 'labeled'): Opinion => ({
  feature,
  at,
  label: 'x',
  notes: '',
  tags: [],
  confidence: null,
  status
})
const said = Array.from({ length: 40 }, (_, feature) => opinion(feature, 10))

test('the same seed draws the same features, another one others', () => {
  const draw = (seed: number) => [...drawRepeats(said, [], { seed, count: 8 }).features]
  expect(draw(1)).toEqual(draw(1))
  expect(draw(1)).not.toEqual(draw(2))
  expect(new Set(draw(1)).size).toBe(8)
})

test('only what was decided, and not said again since, is drawn', () => {
  const mixed = [opinion(1, 10), opinion(2, 10, 'draft'), opinion(3, 10, 'not-interpretable'), opinion(4, 10), opinion(5, 30)]
  const { features, available } = drawRepeats(mixed, [opinion(4, 20), opinion(5, 20)], { seed: 3, count: 9 })
  expect([...features].sort()).toEqual([1, 3, 5])
  expect(available).toBe(3)
})
