/**
 * The filter of the feature list while it is typed: shown at once, told to the list after a short pause, or before that when
 * somebody needs it (a view that is saved).
 */
import { useEffect, useState } from 'react'
import { create } from 'zustand'
import { setList, useListState, withoutSort } from './list-state'

const longestPauseMs = 100
const featuresPerMs = 10_000

const useTyped = create<{ typed: string | undefined }>()(() => ({ typed: undefined }))
let timer: ReturnType<typeof setTimeout> | undefined

/** `total`: features of the run. */
export function typeFilter(text: string, total: number): void {
  useTyped.setState({ typed: text })
  clearTimeout(timer)
  timer = setTimeout(settleFilter, filterPause(total))
}

/** Milliseconds without a key before the list is asked: a filter takes longer the more features there are, so fewer are asked. */
export function filterPause(total: number): number {
  return Math.min(longestPauseMs, total / featuresPerMs)
}

/** What was typed counts from here on. */
export function settleFilter(): void {
  clearTimeout(timer)
  const { typed } = useTyped.getState()
  if (typed === undefined) return
  const { filter, order } = withoutSort(typed)
  setList({ filter, ...order })
  useTyped.setState({ typed: undefined })
}

/** The text of the field over `total` features, and what to do with what is typed into it. */
export function useFilterText(total: number): [string, (text: string) => void] {
  const filter = useListState((list) => list.filter)
  const typed = useTyped((state) => state.typed)
  const [text, setText] = useState(filter)
  useEffect(() => {
    if (typed === undefined) setText((old) => (withoutSort(old).filter === filter ? old : filter))
  }, [filter, typed])
  // Sorted another way since (by a column's head): the words about the order are no longer true.
  const { sort, descending } = useListState()
  useEffect(() => {
    if (typed !== undefined) return
    setText((old) => {
      const { filter: rest, order } = withoutSort(old)
      return order && (order.sort !== sort || order.descending !== descending) ? rest : old
    })
  }, [typed, sort, descending])
  const type = (next: string) => {
    setText(next)
    typeFilter(next, total)
  }
  return [text, type]
}
