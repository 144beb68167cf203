/** Whether denoised activations are wanted: asked for from anywhere, shown by the Export screen. */
import { create } from 'zustand'
import { navigate } from '../session'

export const useDenoiseRequest = create<{ isOpen: boolean }>()(() => ({ isOpen: false }))

export function askForDenoise(): void {
  useDenoiseRequest.setState({ isOpen: true })
  navigate('export')
}

export function endDenoise(): void {
  useDenoiseRequest.setState({ isOpen: false })
}
