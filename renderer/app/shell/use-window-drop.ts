/**
 * Files can be dropped anywhere in the window: a project folder opens, one file or folder dropped on the runs of a project
 * is a dictionary to be taken in, anything else begins a new project.
 * A browser does not tell where dropped files lie; it says so instead.
 */
import { useEffect } from 'react'
import { toast } from '../../widgets/toast/toast-store'
import { host } from '../host'
import { offerFiles } from '../project/dropped-files'
import { askForImport } from '../project/import-request'
import { openFolder } from '../project/open-project'
import { navigate, useSession } from '../session'

export function useWindowDrop(): void {
  useEffect(() => {
    const allow = (event: DragEvent) => {
      if (event.dataTransfer?.types.includes('Files')) event.preventDefault()
    }
    const take = (event: DragEvent) => {
      const files = [...(event.dataTransfer?.files ?? [])]
      if (files.length === 0) return
      event.preventDefault()
      void takeFiles(files)
    }
    window.addEventListener('dragover', allow)
    window.addEventListener('drop', take)
    return () => {
      window.removeEventListener('dragover', allow)
      window.removeEventListener('drop', take)
    }
  }, [])
}

async function takeFiles(files: File[]): Promise<void> {
  const paths = await host().pathsOfDrop(files)
  if (!paths)
    toast({
      tone: 'warn',
      text: 'A browser does not tell where dropped files lie',
      detail: 'Type or paste their paths on this machine instead.'
    })
  const projects = paths?.filter((path) => path.replace(/[\\/]$/, '').endsWith('.loupe')) ?? []
  if (projects[0]) await openFolder(projects[0])
  else if (paths?.length === 1 && isAtRuns()) askForImport(paths[0])
  else {
    offerFiles(paths ?? [])
    navigate('new-project', { project: null, run: null, feature: null })
  }
}

function isAtRuns(): boolean {
  const { project, screen } = useSession.getState()
  return project !== null && (screen === 'runs' || screen === 'compare')
}
