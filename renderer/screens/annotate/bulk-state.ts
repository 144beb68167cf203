/** Which features are selected in the bulk view. Kept while other screens are shown; another run begins anew. */
import { create } from 'zustand'
import { nothingSelected, type Selection, toggled, withRange } from '../../app/features/selection'

interface BulkState extends Selection {
  run: string | undefined
  /** A change is on its way. */
  isChanging: boolean
}

export const useBulk = create<BulkState>()(() => ({ ...nothingSelected, run: undefined, isChanging: false }))

/** Another run has other features. */
export function startBulkOf(run: string): void {
  if (useBulk.getState().run !== run) useBulk.setState({ ...nothingSelected, run })
}

export function toggleAt(ids: Uint32Array, position: number): void {
  const feature = ids[position]
  if (feature !== undefined) useBulk.setState(toggled(useBulk.getState(), feature))
}

export function selectTo(ids: Uint32Array, position: number): void {
  const state = useBulk.getState()
  useBulk.setState(withRange({ ...state, anchor: state.anchor ?? ids[position] }, ids, position))
}

export function selectAll(ids: Uint32Array): void {
  useBulk.setState({ selected: new Set(ids), anchor: undefined })
}

export function selectNothing(): void {
  useBulk.setState(nothingSelected)
}
