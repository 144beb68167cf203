import { describe, expect, it } from 'vitest'
import type { PatternsAnswer } from '../../../../../contract/records/studies/patterns'
import {
  denseLayer,
  featureLayer,
  fullOfItems,
  itemOrder,
  meanOf,
  patternOrder
} from '../../../../../renderer/screens/patterns/layers'

const answer: PatternsAnswer = {
  kind: 'patterns',
  patterns: [
    { name: 'not cat', rows: 1, at: 2 },
    { name: 'cat', rows: 3, at: 0 },
    { name: 'dog', rows: 1, at: 1 }
  ],
  found: 3,
  features: 3,
  clustered: 3
}
const arrays = {
  features: Uint32Array.of(7, 2, 5),
  means: Float32Array.of(0, 1, 2, 4, 0, 0, 0, 3, 3),
  eta: Float32Array.of(0.2, 0.9, 0.5)
}
const layer = featureLayer(answer, arrays)
const ids = (order: Uint32Array) => [...order].map((place) => layer.ids[place])

describe('layers of a pattern table', () => {
  it('have the mean of each item on each pattern', () => {
    expect(meanOf(layer, 0, 2)).toBe(2)
    expect(meanOf(layer, 1, 0)).toBe(4)
    expect(meanOf(layer, 1, -1)).toBeNaN()
    expect([...fullOfItems(layer)]).toEqual([2, 4, 3])
  })

  it('have no dense one where it was not read', () => {
    expect(denseLayer(answer, arrays)).toBeUndefined()
    const dense = denseLayer(answer, { ...arrays, dimensions: Uint32Array.of(1), dense: Float32Array.of(-2, 0, 1) })
    expect(dense && [...fullOfItems(dense)]).toEqual([2])
  })

  it('are sorted by id, by what tells patterns apart, by the largest mean and by a pattern', () => {
    expect(ids(itemOrder(layer, 'cluster'))).toEqual([7, 2, 5])
    expect(ids(itemOrder(layer, 'id'))).toEqual([2, 5, 7])
    expect(ids(itemOrder(layer, 'eta'))).toEqual([2, 5, 7])
    expect(ids(itemOrder(layer, 'largest'))).toEqual([2, 5, 7])
    expect(ids(itemOrder(layer, { pattern: 2 }))).toEqual([5, 7, 2])
  })

  it('order the patterns as in the data, by name, by rows and by a feature', () => {
    const names = (order: number[]) => order.map((place) => answer.patterns[place].name)
    expect(names(patternOrder(answer, layer, 'data'))).toEqual(['cat', 'dog', 'not cat'])
    expect(names(patternOrder(answer, layer, 'name'))).toEqual(['cat', 'dog', 'not cat'])
    expect(names(patternOrder(answer, layer, 'rows'))).toEqual(['cat', 'not cat', 'dog'])
    expect(names(patternOrder(answer, layer, { item: 1 }))).toEqual(['not cat', 'cat', 'dog'])
  })
})
