/** Whether labels of a file are wanted for a run: asked for from anywhere, shown by the shell above everything. */
import { create } from 'zustand'

interface LabelFileRequest {
  /** The run that labels go to; null while nobody asks. */
  run: string | null
}

export const useLabelFileRequest = create<LabelFileRequest>()(() => ({ run: null }))

export function askForLabelFile(run: string): void {
  useLabelFileRequest.setState({ run })
}

export function endLabelFile(): void {
  useLabelFileRequest.setState({ run: null })
}
