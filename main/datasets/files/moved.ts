/**
 * Places where a referenced file may lie now: where it was, relative to the project, and, of the same size, in the folders
 * around both. Looking is bounded: whatever is further away is asked of the person.
 */
import { readdir, stat } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import type { FileReference } from '../../../contract/records/basics'

/** Entries of a folder that are looked at. */
const lookedAt = 2000
/** Files of the right size whose content is compared. */
const compared = 16

/** Paths in the order in which they are worth trying; the first is always the one it was made with. */
export async function* placesOf(reference: FileReference, projectFolder: string): AsyncGenerator<string> {
  const known = new Set<string>()
  for (const path of expected(reference, projectFolder)) {
    known.add(path)
    yield path
  }
  let found = 0
  for (const folder of foldersAround(reference, projectFolder)) {
    for (const path of await alikeIn(folder, reference)) {
      if (known.has(path)) continue
      known.add(path)
      yield path
      found += 1
      if (found >= compared) return
    }
  }
}

function expected({ path, relativePath }: FileReference, projectFolder: string): string[] {
  const beside = relativePath === '' ? [] : [join(projectFolder, ...relativePath.split('/'))]
  return [...new Set([path, ...beside])]
}

/** The project's own folder and the one around it, the old folder and the one around it. */
function foldersAround({ path }: FileReference, projectFolder: string): string[] {
  const own = resolve(projectFolder)
  return [...new Set([dirname(own), own, dirname(path), dirname(dirname(path))])]
}

/** Files of the same size, or folders of the same name; the same name first. */
async function alikeIn(folder: string, { path, sizeBytes, parts }: FileReference): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => [])
  const name = basename(path)
  const found: string[] = []
  for (const entry of entries.slice(0, lookedAt)) {
    const place = join(folder, entry.name)
    if (parts ? entry.isDirectory() && entry.name === name : entry.isFile() && (await hasSize(place, sizeBytes)))
      found.push(place)
  }
  return found.sort((a, b) => Number(basename(b) === name) - Number(basename(a) === name))
}

async function hasSize(path: string, size: number): Promise<boolean> {
  return (await stat(path).catch(() => undefined))?.size === size
}
