/** Whether the dialog for drafts is wanted: asked for from anywhere, shown by the shell. */
import { create } from 'zustand'

export const useDraftRequest = create<{ isOpen: boolean }>()(() => ({ isOpen: false }))

export function askForDrafts(): void {
  useDraftRequest.setState({ isOpen: true })
}

export function endDrafts(): void {
  useDraftRequest.setState({ isOpen: false })
}
