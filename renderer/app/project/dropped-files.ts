/** Paths that wait for the new-project screen: dropped or picked before it was shown. */
import { create } from 'zustand'

export const useOfferedFiles = create<{ paths: string[] }>()(() => ({ paths: [] }))

export function offerFiles(paths: string[]): void {
  useOfferedFiles.setState(({ paths: waiting }) => ({ paths: [...waiting, ...paths] }))
}

/** The waiting paths; they wait no longer. */
export function takeOfferedFiles(): string[] {
  const { paths } = useOfferedFiles.getState()
  if (paths.length > 0) useOfferedFiles.setState({ paths: [] })
  return paths
}
