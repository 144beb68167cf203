/** How the table of runs is looked at: what is chosen, sorted by what, which columns. Lives as long as the window. */
import { create } from 'zustand'
import { type ChartView, initialView } from '../../../widgets/track-chart/chart-view'
import type { RunColumn } from './run-list'

export interface CompareView {
  /** Runs whose differences are shown, in the order in which they were chosen. */
  selected: readonly string[]
  sort: { column: RunColumn; descending: boolean }
  /** Only columns and fields in which the listed runs are not all equal. */
  isDifferences: boolean
  /** The run that the others are measured against. */
  baseline: string | null
  filter: string
  /** Archived runs are listed too. */
  isArchive: boolean
  /** What stands beside the plane. */
  pane: 'curves' | 'differences'
  chart: ChartView
}

export const useCompareView = create<CompareView>()(() => ({
  selected: [],
  sort: { column: 'explained', descending: true },
  isDifferences: false,
  baseline: null,
  filter: '',
  isArchive: false,
  pane: 'curves',
  chart: { ...initialView, smoothing: 0.9 }
}))

export function changeCompare(change: Partial<CompareView>): void {
  useCompareView.setState(change)
}

/** Two chosen runs are compared field by field; with fewer there is nothing to compare. */
export function toggleSelected(run: string): void {
  useCompareView.setState(({ selected, pane }) => {
    const next = selected.includes(run) ? selected.filter((id) => id !== run) : [...selected, run]
    const wanted = next.length === 2 && selected.length === 1 ? 'differences' : next.length < 2 ? 'curves' : pane
    return { selected: next, pane: wanted }
  })
}

/** The same column again turns the order around; numbers start with the largest. */
export function sortBy(column: RunColumn): void {
  useCompareView.setState(({ sort }) => {
    if (sort.column === column) return { sort: { column, descending: !sort.descending } }
    return { sort: { column, descending: column !== 'name' && column !== 'architecture' && column !== 'l0' } }
  })
}
