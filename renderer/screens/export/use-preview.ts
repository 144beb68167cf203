/** The first features of an export: those with labels first, by number. */
import type { FeatureRow } from '../../../contract/records/feature'
import type { LabelStatus } from '../../../contract/records/label'
import type { Run } from '../../../contract/records/run'
import type { LoupeError } from '../../../contract/wire/errors'
import { useCall } from '../../app/engine/queries'
import { useExportView } from './export-view'
import { useSettled } from './use-settled'

export interface Preview {
  rows: FeatureRow[]
  /** Features in the export; undefined while it is counted or when there is no analysis. */
  total: number | undefined
  isPending: boolean
  error: LoupeError | null
  /** What is wrong with the filter, with what is allowed. */
  filterError: string | undefined
}

/** As many rows as the middle shows without scrolling. */
export const previewRows = 13

export function usePreview(project: string, run: Run): Preview {
  const { statuses, ...view } = useExportView()
  const filter = useSettled(view.filter.trim())
  const touched = statuses.filter((status) => status !== 'pending')
  const first = useIds(project, run, { statuses: touched, filter })
  const rest = useIds(project, run, { statuses: statuses.includes('pending') ? ['pending'] : [], filter })
  const ids = [...(first.ids ?? []).slice(0, previewRows), ...(rest.ids ?? []).slice(0, previewRows)].slice(0, previewRows)
  const isReady = first.ids !== undefined && rest.ids !== undefined
  const rows = useCall(
    'features.rows',
    { project, run: run.id, features: ids },
    { enabled: isReady && ids.length > 0, keepPrevious: true }
  )
  const total = isReady ? (first.ids?.length ?? 0) + (rest.ids?.length ?? 0) : undefined
  const error = first.error ?? rest.error ?? rows.error
  const isPending = run.analysis !== undefined && !error && (!isReady || (ids.length > 0 && rows.data === undefined))
  const filterError = error?.code === 'usage' ? [error.message, error.hint].filter(Boolean).join('. ') : undefined
  return { rows: ids.length > 0 ? (rows.data ?? []) : [], total, isPending, error: filterError ? null : error, filterError }
}

/** Numbers of the features in these states, ascending; none without states, undefined while they are asked for. */
function useIds(
  project: string,
  run: Run,
  { statuses, filter }: { statuses: LabelStatus[]; filter: string }
): {
  ids: (ArrayLike<number> & Iterable<number> & { slice(from: number, to: number): Iterable<number> }) | undefined
  error: LoupeError | null
} {
  const isAsked = run.analysis !== undefined && statuses.length > 0
  const query = useCall(
    'features.ids',
    { project, run: run.id, statuses, ...(filter ? { filter } : {}), sort: 'feature', descending: false },
    { enabled: isAsked, keepPrevious: true }
  )
  if (!isAsked) return { ids: run.analysis ? new Uint32Array() : undefined, error: null }
  return { ids: query.data?.ids, error: query.error }
}
