/** Rows of the feature list for a virtual table: pages around the view, true to the engine's events; in blind mode with one's own labels. */
import { useCallback, useEffect, useMemo, useReducer } from 'react'
import type { FeatureRow } from '../../../contract/records/feature'
import { toastError } from '../../widgets/toast/toast-store'
import { RowPages } from '../../widgets/virtual-table/pages'
import { rowsWithLabel } from '../engine/cache-updates'
import { client } from '../engine/client'
import { useEvent } from '../engine/queries'
import { useBlindMode } from './blind-mode'
import type { RunIds } from './use-feature-order'

export interface FeatureRows {
  rowAt(index: number): FeatureRow | undefined
  byId(feature: number): FeatureRow | undefined
  /** Says which places are in view. */
  want(first: number, end: number): void
}

export function useFeatureRows({ project, run }: RunIds, ids: Uint32Array): FeatureRows {
  const [version, changed] = useReducer((count: number) => count + 1, 0)
  const blind = useBlindMode()
  // biome-ignore lint/correctness/useExhaustiveDependencies: in blind mode the same rows have other labels
  const pages = useMemo(() => rowPages(project ?? '', run ?? '', changed), [project, run, blind])
  // The ids are set while rendering: the first frame with a new order must not show rows of the old one.
  useMemo(() => pages.setIds(ids), [pages, ids])
  // biome-ignore lint/correctness/useExhaustiveDependencies: other ids at the same places are other rows
  useEffect(() => pages.wantAgain(), [pages, ids])
  useEffect(() => () => pages.clear(), [pages])
  useEvent('label.changed', ({ project: changedProject, label }) => {
    if (changedProject !== project || label.run !== run) return
    if (blind) pages.askAgain()
    else pages.patch(label.feature, (row) => rowsWithLabel([row], label)[0] ?? row)
  })
  useEvent('annotators.changed', (changed) => {
    if (blind && changed.project === project && changed.run === run) pages.askAgain()
  })
  const reload = (payload: { project: string; run: string }) => {
    if (payload.project !== project || payload.run !== run) return
    pages.askAgain()
  }
  useEvent('analysis.changed', reload)
  useEvent('labels.changed', reload)
  const want = useCallback((first: number, end: number) => pages.want(first, end), [pages])
  return useMemo(() => {
    void version
    return { rowAt: (index) => pages.at(index), byId: (feature) => pages.byId(feature), want }
  }, [pages, want, version])
}

function rowPages(project: string, run: string, onChange: () => void): RowPages<FeatureRow> {
  return new RowPages<FeatureRow>({
    load: (features, signal) => client().call('features.rows', { project, run, features }, { signal }),
    idOf: (row) => row.feature,
    onChange,
    onError: toastError
  })
}
