/** The feature that others are compared with, kept while one goes through the list. */
import { create } from 'zustand'

interface Pinned {
  run: string | undefined
  feature: number | undefined
  /** The page shows both against each other. */
  isCompared: boolean
}

export const usePinned = create<Pinned>()(() => ({ run: undefined, feature: undefined, isCompared: false }))

/** Pins a feature; the pinned one is let go. */
export function togglePinned(run: string, feature: number): void {
  const { run: oldRun, feature: old } = usePinned.getState()
  if (oldRun === run && old === feature) usePinned.setState({ run: undefined, feature: undefined, isCompared: false })
  else usePinned.setState({ run, feature })
}

/** The pinned feature of this run; undefined where there is none. */
export function usePinnedOf(run: string | undefined): number | undefined {
  return usePinned((pinned) => (pinned.run === run ? pinned.feature : undefined))
}
