/** The run that the chosen one is compared with, wherever it was chosen. */
import { create } from 'zustand'

export const useOtherRun = create<{ other: string | undefined }>()(() => ({ other: undefined }))

export function compareWith(other: string | undefined): void {
  useOtherRun.setState({ other })
}
