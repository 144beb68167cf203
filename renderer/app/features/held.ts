/** The feature that others are compared with, kept while one goes through the list. */
import { create } from 'zustand'

interface Held {
  run: string | undefined
  feature: number | undefined
  /** The page shows both against each other. */
  isCompared: boolean
}

export const useHeld = create<Held>()(() => ({ run: undefined, feature: undefined, isCompared: false }))

/** Holds a feature; the held one is let go. */
export function toggleHeld(run: string, feature: number): void {
  const { run: oldRun, feature: old } = useHeld.getState()
  if (oldRun === run && old === feature) useHeld.setState({ run: undefined, feature: undefined, isCompared: false })
  else useHeld.setState({ run, feature })
}

/** The held feature of this run; undefined where there is none. */
export function useHeldOf(run: string | undefined): number | undefined {
  return useHeld((held) => (held.run === run ? held.feature : undefined))
}
