/** Whether the check of a file against a run is wanted: asked for from anywhere, shown by the Data screen. */
import { create } from 'zustand'
import { navigate } from '../session'

export const useFitRequest = create<{ isOpen: boolean }>()(() => ({ isOpen: false }))

export function askForFit(): void {
  useFitRequest.setState({ isOpen: true })
  navigate('new-project')
}

export function endFit(): void {
  useFitRequest.setState({ isOpen: false })
}
