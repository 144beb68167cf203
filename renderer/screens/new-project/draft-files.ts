/**
 * The files of a new project as the person chose them: which are in, which array of each, and what an inspection made of them.
 * Pure; draft-store.ts keeps it and talks to the engine.
 */
import type { ArraySource } from '../../../contract/records/basics'
import type { FileInspection, Inspection } from '../../../contract/records/inspection'

export interface DraftFile {
  path: string
  /** The array the person chose where a file holds several. */
  array?: string
  included: boolean
  /** What the latest inspection that looked at it said. */
  seen?: FileInspection
}

/** Adds paths that are not there yet. */
export function withPaths(files: readonly DraftFile[], paths: readonly string[]): DraftFile[] {
  const known = new Set(files.map((file) => file.path))
  const fresh = paths.map((path) => path.trim()).filter((path) => path !== '' && !known.has(path))
  return [...files, ...[...new Set(fresh)].map((path) => ({ path, included: true }))]
}

/** What an inspection should look at. */
export function sourcesOf(files: readonly DraftFile[]): ArraySource[] {
  return files.filter((file) => file.included).map(({ path, array }) => (array === undefined ? { path } : { path, array }))
}

/** Takes an inspection in: folders become their files, and files without a use are left out but stay on the list. */
export function withInspection(files: readonly DraftFile[], inspection: Inspection): DraftFile[] {
  const seen = new Map(inspection.files.map((file) => [file.path, file]))
  const kept = files.filter((file) => !file.included || seen.has(file.path))
  const known = new Set(kept.map((file) => file.path))
  const found: DraftFile[] = inspection.files
    .filter((file) => !known.has(file.path))
    .sort((a, b) => roleOrder[a.role] - roleOrder[b.role])
    .map((file) => ({ path: file.path, included: true }))
  return [...kept, ...found].map((file) => {
    const now = seen.get(file.path)
    if (!now) return file
    return { ...file, seen: now, included: file.included && now.role !== 'unused', array: file.array ?? now.array }
  })
}

/** Files of a folder stand in the order of their use; within a use as the engine found them. */
const roleOrder: Record<FileInspection['role'], number> = { activations: 0, rows: 1, vocabulary: 2, unused: 3 }

/** Switches a file in or out. A file that takes the place of another in its role puts the other out. */
export function withIncluded(files: readonly DraftFile[], path: string, included: boolean): DraftFile[] {
  const target = files.find((file) => file.path === path)
  const rival = included ? rivalRole(target?.seen) : undefined
  return files.map((file) => {
    if (file.path === path) return { ...file, included }
    if (rival && file.included && file.seen?.role === rival) return { ...file, included: false }
    return file
  })
}

export function withArray(files: readonly DraftFile[], path: string, array: string): DraftFile[] {
  return files.map((file) => (file.path === path ? { ...file, array } : file))
}

/** An unused file with wide numeric arrays wants to be the activations, one with named columns the row table. */
function rivalRole(seen: FileInspection | undefined): FileInspection['role'] | undefined {
  if (!seen || seen.problem) return undefined
  if (seen.columns.some((column) => column.role !== 'unused')) return 'rows'
  return seen.arrays.length > 0 ? 'activations' : undefined
}

/** A name for the project: the folder of the activations, or the file's own name where the folder says nothing. */
export function suggestedName(path: string): string {
  const parts = path.split(/[\\/]/).filter(Boolean)
  const stem = (parts.at(-1) ?? 'Project').replace(/\.[A-Za-z0-9]+$/, '')
  const parent = parts.at(-2)
  const says = parent && !/^(data|tmp|temp|activations|acts|downloads|desktop|home|shared)$/i.test(parent)
  return says ? `${parent} ${stem}` : stem
}
