/**
 * What stands behind the sources a person gave: a pattern stands for the files that match, a folder for what lies directly in
 * it. Files that are pieces of one data set become one source.
 */
import { stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import type { ArraySource } from '../../contract/records/basics'
import { namedError } from './files/input-file'
import { InputFolder, inNaturalOrder, namesIn } from './files/input-folder'
import { namePattern, shardGroups } from './files/shard-names'
import { folderFormatOf } from './formats/registry'

/** `named` is false for files that were only found in a folder: what is no data there is no mistake. */
export interface GivenFile {
  source: ArraySource
  named: boolean
}

/** Sources, each once. What can not be looked at stays in the list, so that its problem is shown with it. */
export async function expandSources(sources: ArraySource[]): Promise<GivenFile[]> {
  const given: GivenFile[] = []
  for (const source of joinGiven(sources)) given.push(...(await behind(source)))
  const seen = new Set<string>()
  return given.filter(({ source }) => {
    const key = `${source.path}\n${source.array ?? ''}\n${source.files?.join('/') ?? ''}`
    const isNew = !seen.has(key)
    seen.add(key)
    return isNew
  })
}

/** Files that a shell listed one by one, as `chunk-*.npy` becomes, are put together again. */
function joinGiven(sources: ArraySource[]): ArraySource[] {
  const places = new Map<string, ArraySource[]>()
  for (const source of sources) {
    const key = source.files ? source.path : `${dirname(source.path)}\n${source.array ?? ''}`
    places.set(key, [...(places.get(key) ?? []), source])
  }
  return [...places.values()].flatMap((group) => {
    if (group.length === 1 || group.some((source) => source.files)) return group
    const folder = dirname(group[0].path)
    const names = shardGroups(inNaturalOrder(group.map(({ path }) => basename(path))))
    return names.map((found) => shardSource(folder, found.names, group[0].array))
  })
}

function shardSource(folder: string, names: string[], array: string | undefined): ArraySource {
  const chosen = array === undefined ? {} : { array }
  return names.length === 1 ? { path: join(folder, names[0]), ...chosen } : { path: folder, files: names, ...chosen }
}

async function behind(source: ArraySource): Promise<GivenFile[]> {
  if (source.files) return [{ source, named: true }]
  const facts = await stat(source.path).catch(() => undefined)
  if (facts?.isDirectory()) return inFolder(source)
  const pattern = facts ? undefined : namePattern(basename(source.path))
  return [{ source: pattern ? await matching(source, pattern) : source, named: true }]
}

/** Everything that a pattern matches is meant as one data set. */
async function matching(source: ArraySource, pattern: RegExp): Promise<ArraySource> {
  const folder = dirname(source.path)
  const names = (await namesIn(folder)).filter((name) => pattern.test(name))
  if (names.length > 0) return shardSource(folder, names, source.array)
  throw namedError('not-found', source.path, 'matches no file', 'Check the pattern; only the last part of a path may have one.')
}

async function inFolder(source: ArraySource): Promise<GivenFile[]> {
  const folder = await InputFolder.open(source.path)
  try {
    if (await folderFormatOf(folder)) return [{ source, named: true }]
    return shardGroups(folder.names).map(({ names }) => ({
      source: shardSource(source.path, names, source.array),
      named: names.length > 1
    }))
  } finally {
    await folder.close()
  }
}
