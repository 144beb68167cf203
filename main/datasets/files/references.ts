/**
 * References to files and folders that stay where they are: made when a data set is, checked each time it is used.
 * A changed one is refused. Where a moved one may be found is in moved.ts.
 */
import { basename, isAbsolute, join, relative, resolve, sep } from 'node:path'
import type { ArraySource, FileReference } from '../../../contract/records/basics'
import { LoupeError } from '../../../contract/wire/errors'
import { fingerprintOf, folderFingerprint, partFingerprintOf } from './fingerprint'
import { InputFile, namedError } from './input-file'
import { InputFolder, isFolder } from './input-folder'
import { placesOf } from './moved'

type Part = NonNullable<FileReference['parts']>[number]

/** A reference to a file or folder as it is now. Throws as InputFile.open does. */
export async function referenceTo(source: ArraySource, projectFolder: string): Promise<FileReference> {
  const path = resolve(source.path)
  return {
    path,
    ...(source.array === undefined ? {} : { array: source.array }),
    ...(source.files === undefined ? {} : { files: source.files }),
    ...(source.range === undefined ? {} : { range: source.range }),
    relativePath: relativeTo(projectFolder, path),
    ...((await isFolder(path)) ? await folderContent(path, source.files) : await fileContent(path))
  }
}

type Content = Pick<FileReference, 'sizeBytes' | 'modifiedMs' | 'fingerprint' | 'parts'>

async function fileContent(path: string): Promise<Content> {
  const file = await InputFile.open(path)
  try {
    return { sizeBytes: file.sizeBytes, modifiedMs: file.modifiedMs, fingerprint: await fingerprintOf(file) }
  } finally {
    await file.close()
  }
}

async function folderContent(path: string, files: string[] | undefined): Promise<Content> {
  const folder = files ? InputFolder.of(path, files) : await InputFolder.open(path)
  const parts: Part[] = []
  let modifiedMs = 0
  for (const name of folder.names) {
    const { part, modified } = await partOf(path, name)
    parts.push(part)
    modifiedMs = Math.max(modifiedMs, modified)
  }
  const sizeBytes = parts.reduce((sum, part) => sum + part.sizeBytes, 0)
  return { sizeBytes, modifiedMs, fingerprint: folderFingerprint(parts), parts }
}

/** Opened and closed one by one: thousands of shards are more than a process may have open. */
async function partOf(folder: string, name: string): Promise<{ part: Part; modified: number }> {
  const file = await InputFile.open(join(folder, name))
  try {
    return {
      part: { name, sizeBytes: file.sizeBytes, fingerprint: await partFingerprintOf(file) },
      modified: file.modifiedMs
    }
  } finally {
    await file.close()
  }
}

/**
 * The source to open for a reference: at the absolute path, else relative to the project, else a file of the same content
 * near by. Throws `not-found` when it is nowhere, `changed` when only one with other content is.
 */
export async function resolveReference(reference: FileReference, projectFolder: string): Promise<ArraySource> {
  const problems: LoupeError[] = []
  for await (const path of placesOf(reference, projectFolder)) {
    const problem = await problemAt(path, reference)
    if (!problem) return sourceAt(path, reference)
    // Another file that happens to have the same size is not the one that changed.
    if (problems.length === 0 || basename(path) === basename(reference.path)) problems.push(problem)
  }
  throw problems.find((problem) => problem.code !== 'not-found') ?? problems[0]
}

function sourceAt(path: string, { array, files, range }: FileReference): ArraySource {
  return { path, ...(array === undefined ? {} : { array }), ...(files === undefined ? {} : { files }), ...(range && { range }) }
}

async function problemAt(path: string, reference: FileReference): Promise<LoupeError | undefined> {
  try {
    if (reference.parts) return await problemOfFolder(path, reference.parts)
    return (await fileContent(path)).fingerprint === reference.fingerprint ? undefined : changed(path)
  } catch (thrown) {
    if (thrown instanceof LoupeError) return thrown.code === 'not-found' ? missing(path) : thrown
    throw thrown
  }
}

async function problemOfFolder(path: string, parts: Part[]): Promise<LoupeError | undefined> {
  if (!(await isFolder(path))) return missing(path)
  for (const { name, fingerprint } of parts) {
    const { part } = await partOf(path, name)
    if (part.fingerprint !== fingerprint) return changed(join(path, name))
  }
  return undefined
}

function missing(path: string): LoupeError {
  const hint =
    `Put “${basename(path)}” back, or show Loupe where it is now: “Find…” under Data, loupe relocate PROJECT FILE. ` +
    'Everything made from it is kept.'
  return namedError('not-found', path, 'is not where it was when the project was made', hint)
}

function changed(path: string): LoupeError {
  const hint =
    'Restore the file. If rows were appended, take them in: “More rows?” under Data, loupe extend PROJECT. ' +
    'Or make a new project from the new one. What was made from the old content is kept.'
  return namedError('changed', path, 'has another content than when the project was made', hint)
}

/** With `/` between parts; empty where there is no relative way (another drive). */
function relativeTo(folder: string, path: string): string {
  const way = relative(resolve(folder), path)
  return isAbsolute(way) ? '' : way.split(sep).join('/')
}
