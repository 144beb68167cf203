/** What is open around a label: one of the dialogs, and the guidelines. Opened from anywhere, shown by around-dialogs.tsx. */
import { create } from 'zustand'

export type AroundDialog = { kind: 'search' } | LabelDialog

export type LabelDialog =
  | { kind: 'tags' }
  | { kind: 'restore' }
  /** Groups of these features. */
  | { kind: 'groups'; features: readonly number[] }
  | { kind: 'comments'; feature: number }
  | { kind: 'history'; feature: number }

interface Around {
  dialog: AroundDialog | null
  /** The guidelines stand in the place of the sidebar while features are labeled. */
  guidelines: boolean
}

export const useAround = create<Around>()(() => ({ dialog: null, guidelines: false }))

export function openAround(dialog: AroundDialog): void {
  useAround.setState({ dialog })
}

export function closeAround(): void {
  useAround.setState({ dialog: null })
}

export function toggleGuidelines(): void {
  useAround.setState(({ guidelines }) => ({ guidelines: !guidelines }))
}
