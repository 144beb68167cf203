/** A layer as the table shows it: in the chosen orders, with names and colors. Pure. */
import type { PatternsAnswer } from '../../../contract/records/studies/patterns'
import { fullOfItems, itemOrder, type Layer, meanOf, patternOrder } from './layers'
import type { PatternsView } from './patterns-view'

export interface LayerModel {
  layer: Layer
  title: string
  /** Whose features these are; undefined for the dense layer. */
  run: string | undefined
  /** Run, step and rows that the means are of, in words. */
  source: string
  /** Place of each shown item in the layer, in order. */
  items: Uint32Array
  /** Ids of the shown items, in order. */
  ids: Uint32Array
  /** Place of each shown pattern in the answer of this layer, −1 where it has none of this name. */
  patterns: Int32Array
  valueAt(item: number, pattern: number): number
  fullAt(item: number): number
}

export interface PatternNames {
  names: string[]
  rows: number[]
}

/** Patterns in the order of the main layer, which the others follow by name. */
export function shownPatterns(answer: PatternsAnswer, main: Layer, order: PatternsView['patterns']): PatternNames {
  const places = patternOrder(answer, main, order)
  return { names: places.map((place) => answer.patterns[place].name), rows: places.map((place) => answer.patterns[place].rows) }
}

export interface ModelRequest {
  layer: Layer
  /** Patterns of the answer that the layer is of. */
  answer: PatternsAnswer
  shown: PatternNames
  title: string
  run: string | undefined
  source: string
  view: Pick<PatternsView, 'items' | 'scale'>
}

export function layerModel({ layer, answer, shown, title, run, source, view }: ModelRequest): LayerModel {
  const places = new Map(answer.patterns.map(({ name }, place) => [name, place]))
  const patterns = Int32Array.from(shown.names, (name) => places.get(name) ?? -1)
  const order = typeof view.items === 'string' ? view.items : { pattern: patterns[view.items.pattern] ?? 0 }
  const items = itemOrder(layer, order)
  const full = fullOfItems(layer)
  const fullest = full.reduce((most, value) => Math.max(most, value), 0)
  return {
    layer,
    title,
    run,
    source,
    items,
    ids: items.map((place) => layer.ids[place]),
    patterns,
    valueAt: (item, pattern) => meanOf(layer, items[item], patterns[pattern]),
    fullAt: (item) => (view.scale === 'item' ? full[items[item]] : fullest)
  }
}

/** What the means are: formula, sample and run. */
export function meanWords({ run, source }: LayerModel): string {
  const formula =
    run === undefined
      ? 'Mean of that number of the raw rows over all rows of the pattern'
      : 'Mean activation over all rows of the pattern, rows on which the feature is silent counted as 0'
  return `${formula}; ${source}`
}
