/** Which dialog about annotators is open: asked for by commands from anywhere, shown by people-dialogs.tsx. */
import { create } from 'zustand'

export type PeopleDialog = 'who' | 'import' | 'export'

export const usePeopleDialog = create<{ open: PeopleDialog | null }>()(() => ({ open: null }))

export function openPeopleDialog(open: PeopleDialog): void {
  usePeopleDialog.setState({ open })
}

export function closePeopleDialog(): void {
  usePeopleDialog.setState({ open: null })
}
