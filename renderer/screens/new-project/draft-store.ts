/**
 * The new project that is being put together. It lives outside the screen, so that a look elsewhere loses nothing.
 * Files are chosen in draft-choice.ts and looked at in draft-reading.ts; draft-creation.ts makes the project.
 */
import { create } from 'zustand'
import type { Progress } from '../../../contract/records/basics'
import type { OutlierRule, RowFilter, RowWeights, SplitRule } from '../../../contract/records/dataset'
import type { Inspection, PreviewRow } from '../../../contract/records/inspection'
import { type ErrorRecord, LoupeError } from '../../../contract/wire/errors'
import { client } from '../../app/engine/client'
import { toastError } from '../../widgets/toast/toast-store'
import type { DraftFile } from './draft-files'

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
  filter: RowFilter | null
  weights: RowWeights | null
  /** The person said that proposed pairs are none. */
  refusedPairs: boolean
  creating: { progress: Progress | null } | null
  /** Why the folder was refused. */
  folderError: ErrorRecord | null
}

export const empty: Draft = {
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
  filter: null,
  weights: null,
  refusedPairs: false,
  creating: null,
  folderError: null
}

export const useDraft = create<Draft>()(() => empty)

export function setName(name: string): void {
  useDraft.setState({ name, ownName: name !== '' })
  void suggestFolder()
}

export function setFolder(folder: string): void {
  useDraft.setState({ folder, ownFolder: folder !== '', folderError: null })
}

export async function suggestFolder(): Promise<void> {
  const { name, ownFolder } = useDraft.getState()
  if (ownFolder || !name.trim()) return
  try {
    const { folder } = await client().call('projects.suggestFolder', { name: name.trim() })
    if (useDraft.getState().name === name && !useDraft.getState().ownFolder) useDraft.setState({ folder, folderError: null })
  } catch (error) {
    toastError(error)
  }
}

/** The draft's error as something to show. */
export function draftError(error: ErrorRecord): LoupeError {
  return new LoupeError(error.code, error.message, { hint: error.hint, place: error.place })
}
