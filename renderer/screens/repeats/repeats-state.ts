/** The features that are labeled a second time: drawn once, kept while other screens are shown. */
import { useEffect } from 'react'
import { create } from 'zustand'
import { client } from '../../app/engine/client'
import type { RunIds } from '../../app/features/use-feature-order'
import { toastError } from '../../widgets/toast/toast-store'

/** How many are drawn at a time. */
export const drawCount = 20

export interface Draw {
  /** Of which run and whose labels. */
  of: string
  features: Uint32Array
  /** What could have been drawn. */
  available: number
  /** Said again or put off. */
  position: number
}

interface RepeatsState {
  seed: number
  draw: Draw | undefined
}

export const useRepeatsState = create<RepeatsState>()(() => ({ seed: 1, draw: undefined }))

export function drawWith(seed: number): void {
  useRepeatsState.setState({ seed, draw: undefined })
}

export function advance(): void {
  useRepeatsState.setState(({ draw }) => ({ draw: draw && { ...draw, position: draw.position + 1 } }))
}

/** The draw of this run for this person; undefined until it is there. */
export function useDraw({ project, run }: RunIds, who: string | undefined): Draw | undefined {
  const { seed, draw } = useRepeatsState()
  const of = `${run} ${who}`
  const own = draw?.of === of ? draw : undefined
  useEffect(() => {
    if (own || !project || !run || who === undefined) return
    let gone = false
    client()
      .call('annotators.drawRepeats', { project, run, author: who, seed, count: drawCount })
      .then(({ features, available }) => {
        if (!gone) useRepeatsState.setState({ draw: { of, features, available, position: 0 } })
      })
      .catch(toastError)
    return () => {
      gone = true
    }
  }, [own, project, run, who, seed, of])
  return own
}
