/**
 * References to files that stay where they are: made when a data set is, checked each time it is used.
 * A moved file is found by its place relative to the project; a changed one is refused.
 */
import { isAbsolute, join, relative, resolve, sep } from 'node:path'
import type { ArraySource, FileReference } from '../../../contract/records/basics'
import { LoupeError } from '../../../contract/wire/errors'
import { fingerprintOf } from './fingerprint'
import { InputFile, namedError } from './input-file'

/** A reference to a file as it is now. Throws as InputFile.open does. */
export async function referenceTo(source: ArraySource, projectFolder: string): Promise<FileReference> {
  const path = resolve(source.path)
  const file = await InputFile.open(path)
  try {
    return {
      path,
      ...(source.array === undefined ? {} : { array: source.array }),
      relativePath: relativeTo(projectFolder, path),
      sizeBytes: file.sizeBytes,
      modifiedMs: file.modifiedMs,
      fingerprint: await fingerprintOf(file)
    }
  } finally {
    await file.close()
  }
}

/**
 * The path under which a referenced file can be read: the absolute one, else the one relative to the project.
 * Throws `not-found` when it is at neither place, `changed` when only a file with other content is.
 */
export async function resolveReference(reference: FileReference, projectFolder: string): Promise<string> {
  const problems: LoupeError[] = []
  for (const path of candidates(reference, projectFolder)) {
    const problem = await problemOf(path, reference.fingerprint)
    if (!problem) return path
    problems.push(problem)
  }
  throw problems.find((problem) => problem.code !== 'not-found') ?? problems[0]
}

function candidates(reference: FileReference, projectFolder: string): string[] {
  const beside = reference.relativePath === '' ? [] : [join(projectFolder, ...reference.relativePath.split('/'))]
  return [...new Set([reference.path, ...beside])]
}

async function problemOf(path: string, fingerprint: string): Promise<LoupeError | undefined> {
  let file: InputFile
  try {
    file = await InputFile.open(path)
  } catch (thrown) {
    if (thrown instanceof LoupeError) return thrown.code === 'not-found' ? missing(path) : thrown
    throw thrown
  }
  try {
    return (await fingerprintOf(file)) === fingerprint ? undefined : changed(path)
  } finally {
    await file.close()
  }
}

function missing(path: string): LoupeError {
  const hint = 'Put the file back, or show Loupe where it is now. Everything made from it is kept.'
  return namedError('not-found', path, 'is not where it was when the project was made', hint)
}

function changed(path: string): LoupeError {
  const hint = 'Restore the file, or make a new project from the new one. What was made from the old content is kept.'
  return namedError('changed', path, 'has another content than when the project was made', hint)
}

/** With `/` between parts; empty where there is no relative way (another drive). */
function relativeTo(folder: string, path: string): string {
  const way = relative(resolve(folder), path)
  return isAbsolute(way) ? '' : way.split(sep).join('/')
}
