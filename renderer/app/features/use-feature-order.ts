/** The ids of the list in order, and stepping through them. */
import { useCallback, useEffect, useMemo, useRef } from 'react'
import type { LoupeError } from '../../../contract/wire/errors'
import { useCall } from '../engine/queries'
import { featureAfter, type ListSetup, startListOf, useListState, withoutSort } from './list-state'

export interface FeatureOrder {
  ids: Uint32Array
  /** Features of the run, matching or not. */
  total: number | undefined
  /** Place of the feature in the list, −1 when it is not in it. */
  index: number
  /** The feature `step` places on; undefined when the list is empty. */
  after(step: 1 | -1): number | undefined
  error: LoupeError | null
  isPending: boolean
}

const noIds = new Uint32Array()

export interface RunIds {
  project: string | null
  run: string | undefined
}

/** Params of `features.ids` for a list set up like this. */
export function orderQuery({ project, run }: RunIds, { filter, statuses, sort, descending }: ListSetup) {
  return { project: project ?? '', run: run ?? '', filter: withoutSort(filter).filter, statuses, sort, descending }
}

export function useFeatureOrder(place: RunIds & { feature: number | null }): FeatureOrder {
  const setup = useListState()
  useEffect(() => {
    if (place.run) startListOf(place.run)
  }, [place.run])
  const enabled = Boolean(place.project && place.run)
  const query = useCall('features.ids', orderQuery(place, setup), { enabled, keepPrevious: true })
  // While a filter is wrong, the last list that was right stays in view.
  const lastGood = useRef<{ ids: Uint32Array; total: number }>(undefined)
  if (query.data) lastGood.current = query.data
  const found = query.data ?? (query.error ? lastGood.current : undefined)
  const ids = found?.ids ?? noIds
  const index = useMemo(() => (place.feature === null ? -1 : ids.indexOf(place.feature)), [ids, place.feature])
  const lastIndex = useRef(0)
  if (index >= 0) lastIndex.current = index
  const after = useCallback((step: 1 | -1) => featureAfter(ids, index, lastIndex.current, step), [ids, index])
  return { ids, total: found?.total, index, after, error: query.error, isPending: query.isPending }
}
