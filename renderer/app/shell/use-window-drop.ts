/**
 * Files can be dropped anywhere in the window: a project folder opens, a dictionary is taken into the open project or into the
 * one that is opened next, anything else begins a new project. One file dropped on the runs is a dictionary, of whatever format.
 * A browser does not tell where dropped files lie; it says so instead.
 */
import { useEffect } from 'react'
import { type DictionaryReport, formatTitles } from '../../../contract/records/dictionary-report'
import { formatPlural } from '../../widgets/format'
import { toast } from '../../widgets/toast/toast-store'
import { client } from '../engine/client'
import { host } from '../host'
import { offerFiles } from '../project/dropped-files'
import { askForImport, keepForImport } from '../project/import-request'
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
  else if (paths?.length === 1) await takeOne(paths[0])
  else beginProject(paths ?? [])
}

async function takeOne(path: string): Promise<void> {
  if (isAtRuns()) return askForImport(path)
  const found = await dictionaryIn(path)
  if (!found) return beginProject([path])
  if (useSession.getState().project !== null) return askForImport(path)
  keepForImport(path)
  const words = `${formatTitles[found.format]}, ${found.architecture}, ${formatPlural(found.dSae, 'feature')}`
  toast({
    text: `${path.split(/[\\/]/).filter(Boolean).at(-1)} is a dictionary: ${words}`,
    detail: 'Open the project that has activations for it, or make one: the dictionary is taken in there.'
  })
}

/** What a file or folder is understood as; undefined where it is no dictionary of a format that is known. */
async function dictionaryIn(path: string): Promise<DictionaryReport | undefined> {
  try {
    return (await client().call('dictionaries.look', { path })).report
  } catch {
    return undefined
  }
}

function beginProject(paths: string[]): void {
  offerFiles(paths)
  navigate('new-project', { project: null, run: null, feature: null })
}

function isAtRuns(): boolean {
  const { project, screen } = useSession.getState()
  return project !== null && (screen === 'runs' || screen === 'compare')
}
