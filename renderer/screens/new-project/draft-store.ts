/**
 * The new project that is being put together. It lives outside the screen, so that a look elsewhere loses nothing,
 * and asks the engine to inspect the files whenever their choice changes.
 */
import { create } from 'zustand'
import type { ArraySource, Progress } from '../../../contract/records/basics'
import type { OutlierRule, RowFilter, RowWeights, SplitRule } from '../../../contract/records/dataset'
import type { Finding, Inspection, PreviewRow } from '../../../contract/records/inspection'
import { type ErrorRecord, errorRecordFrom, LoupeError } from '../../../contract/wire/errors'
import { client } from '../../app/engine/client'
import { toastError } from '../../widgets/toast/toast-store'
import {
  type DraftFile,
  keyOf,
  sourceOf,
  sourcesOf,
  suggestedName,
  withArray,
  withIncluded,
  withInspection,
  withPaths
} from './draft-files'
import {
  type ArrayUse,
  activationsOf,
  datasetSources,
  placeSource,
  previewTableOf,
  vocabularyOf,
  withoutMismatches,
  withUse
} from './file-uses'
import type { PairProposal } from './pairs'
import { rulesFor } from './row-rules'

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
  filter: null,
  weights: null,
  refusedPairs: false,
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

/** Files are told apart by `keyOf`. */
export function includeFile(key: string, included: boolean): void {
  choose((files) => withIncluded(files, key, included))
}

/**
 * Says how the raw numbers of a file lie. Where other activations are chosen they stay: the file is looked at by itself, and the
 * person says what it is.
 */
export function giveLayout(key: string, layout: string): void {
  const { files } = useDraft.getState()
  const activations = activationsOf(files)
  const file = files.find((other) => keyOf(other) === key)
  if (file && activations && keyOf(activations.file) !== key) lookAside(file, layout)
  else choose(() => withArray(files, key, layout))
}

function lookAside(file: DraftFile, layout: string): void {
  void look([sourceOf({ ...file, array: layout })], ({ files: [seen], findings }) => {
    const included = seen.problem !== undefined
    const found = { ...file, array: layout, extras: {}, included, seen: { ...seen, ...(included ? {} : asideWords) } }
    useDraft.setState(({ files, inspection }) => ({
      files: files.map((other) => (keyOf(other) === keyOf(file) ? found : other)),
      inspection: inspection && { ...inspection, findings: withFindingsOf(file.path, inspection.findings, findings) },
      reading: null
    }))
  })
}

/** What was said of the file before is replaced; the others work all the same, so it is no error. */
function withFindingsOf(path: string, before: readonly Finding[], now: readonly Finding[]): Finding[] {
  const isOwn = ({ id }: Finding) => id === `file:${path}`
  const own = now.filter(isOwn).map((finding) => ({ ...finding, level: 'warning' as const }))
  return [...own, ...before.filter((finding) => !isOwn(finding))]
}

const asideWords = { role: 'unused' as const, remark: 'not chosen: left out' }

export function chooseUse(key: string, array: string, use: ArrayUse): void {
  choose((files) => withUse(files, key, array, use))
}

export function takePair({ input, target }: PairProposal): void {
  choose((files) => {
    const given = withUse(files, keyOf(input.file), input.array.name, 'activations')
    return withUse(given, keyOf(target.file), target.array.name, 'targets')
  })
}

export function removeFile(key: string): void {
  choose((files) => files.filter((file) => keyOf(file) !== key))
}

/** Takes a choice in; the engine looks again only where it would see something else. */
function choose(change: (files: DraftFile[]) => DraftFile[]): void {
  const before = JSON.stringify(sourcesOf(useDraft.getState().files))
  useDraft.setState(({ files }) => ({ files: change(files) }))
  const { files, inspection, reading } = useDraft.getState()
  const isSame = JSON.stringify(sourcesOf(files)) === before && activationsOf(files) !== undefined
  if (!isSame || inspection === null || reading !== null) void inspect()
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
  await look(files, take)
}

async function look(files: ArraySource[], onSeen: (inspection: Inspection) => void): Promise<void> {
  reading?.abort()
  const mine = new AbortController()
  reading = mine
  useDraft.setState({ reading: { progress: null }, error: null })
  try {
    const onProgress = (progress: Progress) => !mine.signal.aborted && useDraft.setState({ reading: { progress } })
    const inspection = await client().call('datasets.inspect', { files }, { signal: mine.signal, onProgress })
    if (!mine.signal.aborted) onSeen(inspection)
  } catch (error) {
    if (mine.signal.aborted && reading !== mine) return
    const record = errorRecordFrom(error)
    useDraft.setState({ reading: null, inspection: null, preview: [], error: record.code === 'cancelled' ? null : record })
  }
}

function take(inspection: Inspection): void {
  const state = useDraft.getState()
  const files = withoutMismatches(withInspection(state.files, inspection))
  const remedies = inspection.findings.flatMap((finding) => finding.remedies.map((remedy) => remedy.rule))
  const outliers = remedies.includes(state.outliers) ? state.outliers : (remedies[0] ?? 'drop')
  useDraft.setState({ files, inspection, preview: inspection.preview, reading: null, outliers, ...rulesFor(state, inspection) })
  const activations = activationsOf(files)
  if (activations && !state.ownName) {
    useDraft.setState({ name: suggestedName(activations.file) })
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
  const { files, inspection } = useDraft.getState()
  const activations = activationsOf(files)
  if (!activations || !inspection) return
  const rowTable = previewTableOf(files, inspection)
  const vocabulary = vocabularyOf(files, inspection)
  const preview = await client().call('datasets.preview', {
    activations: placeSource(activations),
    rows,
    ...(rowTable && { rowTable }),
    ...(rowTable && vocabulary !== undefined && { vocabulary })
  })
  useDraft.setState({ preview })
}

/** Makes the project; resolves with it, or with undefined when it was refused or cancelled (the draft then says why). */
export async function createProject() {
  const draft = useDraft.getState()
  const sources = draft.inspection && datasetSources(draft.files, draft.inspection)
  if (!sources) return undefined
  creating = new AbortController()
  useDraft.setState({ creating: { progress: null }, folderError: null, error: null })
  try {
    const project = await client().call(
      'projects.create',
      {
        folder: draft.folder,
        name: draft.name.trim(),
        ...sources,
        outliers: draft.outliers,
        ...(draft.split && { split: draft.split }),
        ...(draft.filter && { filter: draft.filter }),
        ...(draft.weights && { weights: draft.weights })
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
