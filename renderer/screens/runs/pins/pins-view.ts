/** Which part stands beside the densities, and whether features are being pinned. Lives as long as the window. */
import { create } from 'zustand'

export type FootChoice = 'pins' | 'validation'

interface PinsView {
  /** null: pinned features where the run has some, else validation. */
  foot: FootChoice | null
  isAdding: boolean
}

export const usePinsView = create<PinsView>()(() => ({ foot: null, isAdding: false }))

export function showFoot(foot: FootChoice): void {
  usePinsView.setState({ foot, isAdding: false })
}

export function setPinning(isAdding: boolean): void {
  usePinsView.setState({ isAdding })
}

/** Shows the field for the numbers of features, and goes to it. */
export function beginPinning(): void {
  usePinsView.setState({ foot: 'pins', isAdding: true })
  requestAnimationFrame(() => document.querySelector<HTMLInputElement>('[data-pin-numbers]')?.focus())
}
