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
    const key = `${source.path}\n${source.array ?? ''}\n${source.files?.join('/') ?? ''}\n${JSON.stringify(source.range)}`
    const isNew = !seen.has(key)
    seen.add(key)
    return isNew
  })
}

/** Files that a shell listed one by one, as `chunk-*.npy` becomes, are put together again, where the first of them was given. */
function joinGiven(sources: ArraySource[]): ArraySource[] {
  const places = new Map<string, ArraySource[]>()
  for (const source of sources) {
    const key = source.files ? source.path : `${dirname(source.path)}\n${source.array ?? ''}`
    places.set(key, [...(places.get(key) ?? []), source])
  }
  const joined = [...places.values()].flatMap((group) =>
    group.some(({ files, range }) => files || range) ? group.map(alone) : shardsOf(group)
  )
  const placeOf = ({ from }: Joined): number => Math.min(...from.map((source) => sources.indexOf(source)))
  return joined.sort((a, b) => placeOf(a) - placeOf(b)).map(({ source }) => source)
}

/** A source and the given ones that it stands for. */
interface Joined {
  source: ArraySource
  from: ArraySource[]
}

const alone = (source: ArraySource): Joined => ({ source, from: [source] })

/** Files of one folder, those put together whose names only count. */
function shardsOf(group: ArraySource[]): Joined[] {
  if (group.length === 1) return group.map(alone)
  const folder = dirname(group[0].path)
  return shardGroups(inNaturalOrder(group.map(({ path }) => basename(path)))).map(({ names }) => ({
    source: shardSource(folder, names, group[0].array),
    from: group.filter(({ path }) => names.includes(basename(path)))
  }))
}

function shardSource(folder: string, names: string[], array: string | undefined): ArraySource {
  const chosen = array === undefined ? {} : { array }
  return names.length === 1 ? { path: join(folder, names[0]), ...chosen } : { path: folder, files: names, ...chosen }
}

async function behind(source: ArraySource): Promise<GivenFile[]> {
  if (source.files) return [{ source, named: true }]
  const facts = await stat(source.path).catch(() => undefined)
  if (facts?.isDirectory()) return inFolder(source)
  return [{ source: await matchedSource(source), named: true }]
}

/** All files that a pattern matches as one source; any other source as it is. Throws not-found where nothing matches. */
export async function matchedSource(source: ArraySource): Promise<ArraySource> {
  const pattern = source.files ? undefined : namePattern(basename(source.path))
  if (!pattern || (await stat(source.path).catch(() => undefined))) return source
  return matching(source, pattern)
}

/** Everything that a pattern matches is meant as one data set. */
async function matching(source: ArraySource, pattern: RegExp): Promise<ArraySource> {
  const folder = dirname(source.path)
  const names = (await namesIn(folder)).filter((name) => pattern.test(name))
  if (names.length > 0) return { ...shardSource(folder, names, source.array), ...(source.range ? { range: source.range } : {}) }
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
