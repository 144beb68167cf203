/**
 * The files of a new project as the person chose them: which are in, which array of each, and what an inspection made of them.
 * Pure; draft-store.ts keeps it and talks to the engine. What arrays are besides activations is in file-uses.ts.
 */
import type { ArraySource } from '../../../contract/records/basics'
import type { FileInspection, Inspection } from '../../../contract/records/inspection'

/** What a person can make of an array beside the activations. */
export type ExtraUse = 'targets' | 'stream'

export interface DraftFile {
  path: string
  /** Names of the shards in the folder `path`. */
  files?: string[]
  /** The array the person chose where a file holds several, or the layout of raw numbers. */
  array?: string
  included: boolean
  /** Arrays the person took as targets or further streams, by name ('' for the only one of a file). */
  extras?: Record<string, ExtraUse>
  /** What the latest inspection that looked at it said. */
  seen?: FileInspection
}

/** Tells files of a list apart: shards of one folder share its path. */
export function keyOf({ path, files }: Pick<DraftFile, 'path' | 'files'>): string {
  return files ? `${path}\n${files[0]}\n${files.length}` : path
}

/** Adds paths that are not there yet. */
export function withPaths(files: readonly DraftFile[], paths: readonly string[]): DraftFile[] {
  const known = new Set(files.map(keyOf))
  const fresh = paths.map((path) => path.trim()).filter((path) => path !== '' && !known.has(path))
  return [...files, ...[...new Set(fresh)].map((path) => ({ path, included: true }))]
}

/** The file as calls take it, with its chosen array. */
export function sourceOf({ path, files, array }: Pick<DraftFile, 'path' | 'files' | 'array'>): ArraySource {
  return { path, ...(files && { files }), ...(array !== undefined && array !== '' && { array }) }
}

/** What an inspection should look at. */
export function sourcesOf(files: readonly DraftFile[]): ArraySource[] {
  return files.filter((file) => file.included && !isAside(file)).map(sourceOf)
}

/** Only targets or streams: it was looked at before, and must not be taken for the activations. */
export function isAside({ extras = {}, seen }: DraftFile): boolean {
  return Object.keys(extras).length > 0 && seen !== undefined && seen.role !== 'activations' && seen.role !== 'rows'
}

/** Takes an inspection in: folders become their files, and files without a use are left out but stay on the list. */
export function withInspection(files: readonly DraftFile[], inspection: Inspection): DraftFile[] {
  const seen = new Map(inspection.files.map((file) => [keyOf(file), file]))
  const kept = files.filter((file) => !file.included || isAside(file) || seen.has(keyOf(file)))
  const known = new Set(kept.map(keyOf))
  const found: DraftFile[] = inspection.files
    .filter((file) => !known.has(keyOf(file)))
    .sort((a, b) => roleOrder[a.role] - roleOrder[b.role])
    .map(({ path, files: shards }) => ({ path, ...(shards && { files: shards }), included: true }))
  return [...kept, ...found].map((file) => {
    const now = seen.get(keyOf(file))
    return now ? { ...file, seen: now, included: staysIn(file, now), array: arrayOf(file, now) } : file
  })
}

/** A row table's array goes unnamed: a named one would be taken for the activations. */
function arrayOf(file: DraftFile, now: FileInspection): string | undefined {
  return now.role === 'rows' ? undefined : (file.array ?? now.array)
}

/** Raw numbers wait for their layout, and targets and streams are used whatever else the file is. */
function staysIn({ included, extras = {} }: DraftFile, now: FileInspection): boolean {
  return included && (now.role !== 'unused' || needsLayout(now) || Object.keys(extras).length > 0)
}

/** Numbers without a header: the person has to say how they lie. */
export function needsLayout({ format, problem }: FileInspection): boolean {
  return format === 'raw numbers' && problem !== undefined
}

/** Files of a folder stand in the order of their use; within a use as the engine found them. */
const roleOrder: Record<FileInspection['role'], number> = { activations: 0, rows: 1, vocabulary: 2, unused: 3 }

/** Switches a file in or out. A file that takes the place of another in its role puts the other out. */
export function withIncluded(files: readonly DraftFile[], key: string, included: boolean): DraftFile[] {
  const target = files.find((file) => keyOf(file) === key)
  const rival = included ? rivalRole(target?.seen) : undefined
  return files.map((file) => {
    if (keyOf(file) === key) return { ...file, included, ...(file.extras && { extras: {} }) }
    if (rival && file.included && file.seen?.role === rival && !isAside(file)) return { ...file, included: false }
    return file
  })
}

/** Another array of the file, or another layout of its raw numbers, is what the file holds. */
export function withArray(files: readonly DraftFile[], key: string, array: string): DraftFile[] {
  return files.map((file) => (keyOf(file) === key ? { ...file, array, included: true } : file))
}

/** An unused file with wide numeric arrays wants to be the activations, one with named columns the row table. */
function rivalRole(seen: FileInspection | undefined): FileInspection['role'] | undefined {
  if (!seen || seen.problem) return undefined
  if (seen.columns.some((column) => column.role !== 'unused')) return 'rows'
  return seen.arrays.length > 0 ? 'activations' : undefined
}

/** A name for the project: the folder of the activations, or the file's own name where the folder says nothing. */
export function suggestedName({ path, files }: Pick<DraftFile, 'path' | 'files'>): string {
  const parts = path.split(/[\\/]/).filter(Boolean)
  const stem = files ? '' : (parts.pop() ?? 'Project').replace(/\.[A-Za-z0-9]+$/, '')
  const parent = parts.at(-1)
  const says = parent && (files || !/^(data|tmp|temp|activations|acts|downloads|desktop|home|shared)$/i.test(parent))
  return [says ? parent : '', stem].filter(Boolean).join(' ') || 'Project'
}
