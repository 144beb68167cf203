/** Whether a dictionary of other files is to be taken in: asked for from anywhere, also by a drop, shown by the Runs screen. */
import { create } from 'zustand'
import { navigate } from '../session'

interface ImportRequest {
  isOpen: boolean
  /** Dropped or picked before; empty where the person still has to name it. */
  path: string
  /** How often it was asked for: the same file may be dropped again. */
  times: number
}

export const useImportRequest = create<ImportRequest>()(() => ({ isOpen: false, path: '', times: 0 }))

export function askForImport(path = ''): void {
  keepForImport(path)
  navigate('runs')
}

/** For the project that is opened or made next: without one there are no rows to try it on. */
export function keepForImport(path: string): void {
  useImportRequest.setState(({ times }) => ({ isOpen: true, path, times: times + 1 }))
}

export function endImport(): void {
  useImportRequest.setState({ isOpen: false, path: '' })
}
