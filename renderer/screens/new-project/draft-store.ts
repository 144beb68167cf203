/**
 * The new project that is being put together. It lives outside the screen, so that a look elsewhere loses nothing,
 * and asks the engine to inspect the files whenever their choice changes.
 */
import { create } from 'zustand'
import type { ArraySource, Progress } from '../../../contract/records/basics'
import type { OutlierRule, SplitRule } from '../../../contract/records/dataset'
import type { Inspection, PreviewRow } from '../../../contract/records/inspection'
import { type ErrorRecord, errorRecordFrom, LoupeError } from '../../../contract/wire/errors'
import { client } from '../../app/engine/client'
import { toastError } from '../../widgets/toast/toast-store'
import { type DraftFile, sourcesOf, suggestedName, withArray, withIncluded, withInspection, withPaths } from './draft-files'

export interface Draft {
  files: DraftFile[]
  inspection: Inspection | null
  /** Set while the engine reads: null progress means that it has not said anything yet. */
  reading: { progress: Progress | null } | null
  error: ErrorRecord | null
  preview: PreviewRow[]
  name: string
  folder: string
  /** The person typed it themselves: a suggestion must not overwrite it. */
  ownName: boolean
  ownFolder: boolean
  outliers: OutlierRule
  /** Null: the engine's default, every 10th document or row. */
  split: SplitRule | null
  creating: { progress: Progress | null } | null
  /** Why the folder was refused. */
  folderError: ErrorRecord | null
}

const empty: Draft = {
  files: [],
  inspection: null,
  reading: null,
  error: null,
  preview: [],
  name: '',
  folder: '',
  ownName: false,
  ownFolder: false,
  outliers: 'drop',
  split: null,
  creating: null,
  folderError: null
}

export const useDraft = create<Draft>()(() => empty)

let reading: AbortController | undefined
let creating: AbortController | undefined

export function addPaths(paths: readonly string[]): void {
  const files = withPaths(useDraft.getState().files, paths)
  useDraft.setState({ files })
  void inspect()
}

export function includeFile(path: string, included: boolean): void {
  useDraft.setState(({ files }) => ({ files: withIncluded(files, path, included) }))
  void inspect()
}

export function chooseArray(path: string, array: string): void {
  useDraft.setState(({ files }) => ({ files: withArray(files, path, array) }))
  void inspect()
}

export function removeFile(path: string): void {
  useDraft.setState(({ files }) => ({ files: files.filter((file) => file.path !== path) }))
  void inspect()
}

export function setName(name: string): void {
  useDraft.setState({ name, ownName: name !== '' })
  void suggestFolder()
}

export function setFolder(folder: string): void {
  useDraft.setState({ folder, ownFolder: folder !== '', folderError: null })
}

/** Stops reading or creating, whatever runs; true when something did. */
export function stopWork(): boolean {
  const active = useDraft.getState().reading ?? useDraft.getState().creating
  reading?.abort()
  creating?.abort()
  return active !== null
}

export function discardDraft(): void {
  stopWork()
  useDraft.setState(empty)
}

/** Looks at the included files; a newer look cancels an older one. */
export async function inspect(): Promise<void> {
  reading?.abort()
  const files = sourcesOf(useDraft.getState().files)
  if (files.length === 0) return useDraft.setState({ inspection: null, preview: [], error: null, reading: null })
  const mine = new AbortController()
  reading = mine
  useDraft.setState({ reading: { progress: null }, error: null })
  try {
    const onProgress = (progress: Progress) => !mine.signal.aborted && useDraft.setState({ reading: { progress } })
    const inspection = await client().call('datasets.inspect', { files }, { signal: mine.signal, onProgress })
    if (!mine.signal.aborted) take(inspection)
  } catch (error) {
    if (mine.signal.aborted && reading !== mine) return
    const record = errorRecordFrom(error)
    useDraft.setState({ reading: null, inspection: null, preview: [], error: record.code === 'cancelled' ? null : record })
  }
}

function take(inspection: Inspection): void {
  const state = useDraft.getState()
  const files = withInspection(state.files, inspection)
  const remedies = inspection.findings.flatMap((finding) => finding.remedies.map((remedy) => remedy.rule))
  const outliers = remedies.includes(state.outliers) ? state.outliers : (remedies[0] ?? 'drop')
  useDraft.setState({ files, inspection, preview: inspection.preview, reading: null, outliers })
  const activations = activationsOf(files)
  if (activations && !state.ownName) {
    useDraft.setState({ name: suggestedName(activations.path) })
    void suggestFolder()
  }
}

async function suggestFolder(): Promise<void> {
  const { name, ownFolder } = useDraft.getState()
  if (ownFolder || !name.trim()) return
  try {
    const { folder } = await client().call('projects.suggestFolder', { name: name.trim() })
    if (useDraft.getState().name === name && !useDraft.getState().ownFolder) useDraft.setState({ folder, folderError: null })
  } catch (error) {
    toastError(error)
  }
}

/** Other rows of the preview. */
export async function previewRows(rows: number[]): Promise<void> {
  const { files } = useDraft.getState()
  const activations = activationsOf(files)
  if (!activations) return
  const rowTable = rowTableOf(files)
  const preview = await client().call('datasets.preview', { activations, rows, ...(rowTable && { rowTable }) })
  useDraft.setState({ preview })
}

function activationsOf(files: readonly DraftFile[]): ArraySource | undefined {
  return sourceWithRole(files, 'activations')
}

function rowTableOf(files: readonly DraftFile[]): ArraySource | undefined {
  return sourceWithRole(files, 'rows')
}

function sourceWithRole(files: readonly DraftFile[], role: 'activations' | 'rows'): ArraySource | undefined {
  return sourcesOf(files.filter((file) => file.seen?.role === role))[0]
}

/** Makes the project; resolves with it, or with undefined when it was refused or cancelled (the draft then says why). */
export async function createProject() {
  const draft = useDraft.getState()
  const activations = activationsOf(draft.files)
  if (!activations) return undefined
  const rowTable = rowTableOf(draft.files)
  creating = new AbortController()
  useDraft.setState({ creating: { progress: null }, folderError: null, error: null })
  try {
    const project = await client().call(
      'projects.create',
      {
        folder: draft.folder,
        name: draft.name.trim(),
        activations,
        outliers: draft.outliers,
        ...(rowTable && { rowTable }),
        ...(draft.split && { split: draft.split })
      },
      { signal: creating.signal, onProgress: (progress) => useDraft.setState({ creating: { progress } }) }
    )
    useDraft.setState(empty)
    return project
  } catch (error) {
    useDraft.setState({ creating: null, ...refusal(errorRecordFrom(error)) })
    return undefined
  }
}

const folderCodes = ['exists', 'unwritable', 'disk-full']

function refusal(error: ErrorRecord): Partial<Draft> {
  if (error.code === 'cancelled') return {}
  return folderCodes.includes(error.code) ? { folderError: error } : { error }
}

/** The draft's error as something to show. */
export function draftError(error: ErrorRecord): LoupeError {
  return new LoupeError(error.code, error.message, { hint: error.hint, place: error.place })
}
