/** How the pattern table is looked at: by what, beside what, in which order, on which scale. Lives as long as the window. */
import { create } from 'zustand'
import { mostMeans, mostPatterns } from '../../../contract/records/studies/patterns'
import type { ItemOrder, PatternOrder } from './layers'

/** What stands beside the features: nothing, the dense layer, or the features of another run (its id). */
export type Beside = 'nothing' | 'dense' | (string & {})

export interface PatternsView {
  /** Key of the source; undefined: the one to begin with. */
  by: string | undefined
  /** Whether up to 10,000 patterns stand beside few features, in place of many features beside 500 patterns. */
  isWide: boolean
  /** Undefined: the dense layer where it is small. */
  beside: Beside | undefined
  /** Color by the largest mean of the item, or of the whole layer. */
  scale: 'item' | 'layer'
  items: ItemOrder
  patterns: PatternOrder
  /** The cell that keys act on: layer, place of the item in its order, place of the pattern in theirs. */
  active: { layer: number; item: number; pattern: number }
}

/** The orders and the cell of a table that is looked at for the first time. */
export const inBeginning: Pick<PatternsView, 'items' | 'patterns' | 'active'> = {
  items: 'cluster',
  patterns: 'cluster',
  active: { layer: 0, item: 0, pattern: 0 }
}

export const patternsStart: PatternsView = { by: undefined, isWide: false, beside: undefined, scale: 'item', ...inBeginning }

export const usePatternsView = create<PatternsView>()(() => patternsStart)

export function changePatterns(change: Partial<PatternsView>): void {
  usePatternsView.setState(change)
}

export const sizeCommand = 'patterns.size'

/** The size of the table that is asked for; the usual one is left out. */
export function sizeAsked(isWide: boolean): { most?: number; mostPatterns?: number } {
  return isWide ? { most: mostMeans / mostPatterns, mostPatterns } : {}
}

/** A wider dense layer is not shown beside the features unless it is asked for. */
export const smallDense = 64
