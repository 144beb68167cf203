/** The pinned features of a run: which there are, and pinning, taking away, measuring them. */
import { isUnderWay } from '../../../contract/records/job'
import type { PinnedRun } from '../../../contract/records/pin'
import { formatPlural } from '../../widgets/format'
import { toast } from '../../widgets/toast/toast-store'
import { useAct, useCall } from '../engine/queries'
import { useRuns } from '../project/current'
import { navigate } from '../session'
import type { RunIds } from './use-feature-order'

export interface Pins {
  /** Undefined while it is asked for. */
  known: PinnedRun | undefined
  error: unknown
  isPinned(feature: number): boolean
  /** Of a run that does not train, they are measured at its checkpoints at once. */
  add(features: readonly number[]): void
  /** What was measured is kept, so it can be taken back. */
  remove(feature: number): void
  /** Pins what is not pinned, else takes it away; says so, since nothing on the screen may show it. */
  toggle(features: readonly number[]): void
  measure(): void
}

export function usePins({ project, run }: RunIds): Pins {
  const runs = useRuns()
  const ids = { project: project ?? '', run: run ?? '' }
  const { data: known, error } = useCall('pins.list', ids, { enabled: project !== null && run !== undefined })
  const adding = useAct('pins.add')
  const removing = useAct('pins.remove')
  const measuring = useAct('pins.measure')
  const own = runs?.find(({ id }) => id === run)
  const isPinned = (feature: number) => known?.pins.some((pin) => pin.feature === feature) ?? false
  const measure = () => measuring.mutate(ids)
  const add = (features: readonly number[], then?: () => void) =>
    adding.mutate(
      { ...ids, features: [...features] },
      {
        onSuccess: ({ missing }) => {
          then?.()
          // A run that trains measures by itself.
          if (missing.length > 0 && own && !isUnderWay(own)) measure()
        }
      }
    )
  const remove = (features: readonly number[]) =>
    removing.mutate(
      { ...ids, features: [...features] },
      {
        onSuccess: () => {
          const action = { label: 'Undo', run: () => add(features) }
          toast({ text: `${named(features)} no longer pinned`, icon: 'undo', action })
        }
      }
    )
  const show = { label: 'Show', run: () => navigate('runs', run === undefined ? {} : { run }) }
  return {
    known,
    error,
    isPinned,
    add: (features) => add(features),
    remove: (feature) => remove([feature]),
    toggle(features) {
      const fresh = features.filter((feature) => !isPinned(feature))
      if (fresh.length === 0) remove(features)
      else add(fresh, () => toast({ tone: 'ok', text: `${named(fresh)} pinned: followed over the checkpoints`, action: show }))
    },
    measure
  }
}

function named(features: readonly number[]): string {
  return features.length === 1 ? `Feature ${features[0]}` : formatPlural(features.length, 'feature')
}
