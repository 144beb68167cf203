/** What a pattern table shows: layers of items (features, or numbers of the input) by patterns, and their orders. Pure. */
import type { PatternsAnswer } from '../../../contract/records/studies/patterns'

/** Items in their clustered order, with their mean on each pattern of the answer, in the order of the answer. */
export interface Layer {
  kind: 'feature' | 'dimension'
  /** Feature ids or numbers of the input. */
  ids: Uint32Array
  /** [items, patterns] */
  means: Float32Array
  patterns: number
  /** How well each item tells the patterns apart, 0–1; features only. */
  eta: Float32Array | undefined
}

export type Arrays = Record<string, Float32Array | Uint32Array>

export function featureLayer(answer: PatternsAnswer, arrays: Arrays): Layer {
  return {
    kind: 'feature',
    ids: arrays.features as Uint32Array,
    means: arrays.means as Float32Array,
    patterns: answer.patterns.length,
    eta: arrays.eta as Float32Array
  }
}

/** Undefined where the dense layer was not read. */
export function denseLayer(answer: PatternsAnswer, arrays: Arrays): Layer | undefined {
  if (!arrays.dense || !arrays.dimensions) return undefined
  return {
    kind: 'dimension',
    ids: arrays.dimensions as Uint32Array,
    means: arrays.dense as Float32Array,
    patterns: answer.patterns.length,
    eta: undefined
  }
}

export function meanOf({ means, patterns }: Layer, item: number, pattern: number): number {
  return pattern < 0 ? Number.NaN : (means[item * patterns + pattern] ?? Number.NaN)
}

/** Largest |mean| of each item. */
export function fullOfItems(layer: Layer): Float32Array {
  const full = new Float32Array(layer.ids.length)
  for (let item = 0; item < full.length; item++)
    for (let pattern = 0; pattern < layer.patterns; pattern++)
      full[item] = Math.max(full[item], Math.abs(layer.means[item * layer.patterns + pattern]))
  return full
}

export type ItemOrder = 'cluster' | 'eta' | 'id' | 'largest' | { pattern: number }

/** Places of the items in the order that is asked for; ties keep the clustered order. */
export function itemOrder(layer: Layer, order: ItemOrder): Uint32Array {
  const places = Uint32Array.from(layer.ids, (_, place) => place)
  if (order === 'cluster') return places
  if (order === 'id') return places.sort((a, b) => layer.ids[a] - layer.ids[b])
  const keys = keysOf(layer, order)
  return places.sort((a, b) => keys[b] - keys[a] || a - b)
}

function keysOf(layer: Layer, order: Exclude<ItemOrder, 'cluster' | 'id'>): ArrayLike<number> {
  if (order === 'eta') return layer.eta ?? fullOfItems(layer)
  if (order === 'largest') return fullOfItems(layer)
  return Float32Array.from(layer.ids, (_, item) => meanOf(layer, item, order.pattern))
}

export type PatternOrder = 'cluster' | 'data' | 'name' | 'rows' | { item: number }

/** Places of the patterns in the order that is asked for. */
export function patternOrder(answer: PatternsAnswer, layer: Layer, order: PatternOrder): number[] {
  const places = answer.patterns.map((_, place) => place)
  const { patterns } = answer
  if (order === 'cluster') return places
  if (order === 'data') return places.sort((a, b) => patterns[a].at - patterns[b].at)
  if (order === 'name') return places.sort((a, b) => patterns[a].name.localeCompare(patterns[b].name))
  if (order === 'rows') return places.sort((a, b) => patterns[b].rows - patterns[a].rows || a - b)
  return places.sort((a, b) => meanOf(layer, order.item, b) - meanOf(layer, order.item, a) || a - b)
}
