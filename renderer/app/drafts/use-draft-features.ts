/** The features that are to be drafted: the one in view, the selected ones, the list as it is filtered, or all pending ones. */
import type { LoupeError } from '../../../contract/wire/errors'
import { useCall } from '../engine/queries'
import { useListState } from '../features/list-state'
import { orderQuery } from '../features/use-feature-order'
import { useSession } from '../session'
import { useDraftForm } from './draft-form'

export interface ChosenFeatures {
  /** Undefined until they are known. */
  features: Uint32Array<ArrayBuffer> | undefined
  /** In view; null for none. */
  feature: number | null
  selected: number
  error: LoupeError | null
}

export function useDraftFeatures(project: string, run: string): ChosenFeatures {
  const scope = useDraftForm((form) => form.scope)
  const feature = useSession((session) => session.feature)
  const list = useListState()
  const isListed = scope === 'listed'
  const pending = { project, run, filter: 'dead:no', statuses: ['pending' as const], sort: 'mass' as const, descending: true }
  const query = isListed ? orderQuery({ project, run }, list) : pending
  const found = useCall('features.ids', query, { enabled: isListed || scope === 'pending' })
  const own = list.run === run ? list.selected : new Set<number>()
  const known = { feature, selected: own.size, error: found.error }
  if (scope === 'feature') return { ...known, error: null, features: Uint32Array.from(feature === null ? [] : [feature]) }
  if (scope === 'selected') return { ...known, error: null, features: Uint32Array.from(own) }
  return { ...known, features: found.data && Uint32Array.from(found.data.ids) }
}
