/** How the pattern table is looked at: by what, beside what, in which order, on which scale. Lives as long as the window. */
import { create } from 'zustand'
import type { ItemOrder, PatternOrder } from './layers'

/** What stands beside the features: nothing, the dense layer, or the features of another run (its id). */
export type Beside = 'nothing' | 'dense' | (string & {})

export interface PatternsView {
  /** Key of the source; undefined: the one to begin with. */
  by: string | undefined
  /** Undefined: the dense layer where it is small. */
  beside: Beside | undefined
  /** Color by the largest mean of the item, or of the whole layer. */
  scale: 'item' | 'layer'
  items: ItemOrder
  patterns: PatternOrder
  /** The cell that keys act on: layer, place of the item in its order, place of the pattern in theirs. */
  active: { layer: number; item: number; pattern: number }
}

export const patternsStart: PatternsView = {
  by: undefined,
  beside: undefined,
  scale: 'item',
  items: 'cluster',
  patterns: 'cluster',
  active: { layer: 0, item: 0, pattern: 0 }
}

export const usePatternsView = create<PatternsView>()(() => patternsStart)

export function changePatterns(change: Partial<PatternsView>): void {
  usePatternsView.setState(change)
}

/** A wider dense layer is not shown beside the features unless it is asked for. */
export const smallDense = 64
