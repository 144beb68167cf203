/**
 * The folder an export appears in: checked before, prepared beside it under a temporary name, and put in place by one rename.
 */
import { lstat, mkdir, open, readdir, rename, rm, rmdir } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { LoupeError } from '../../../contract/wire/errors'
import { removeLeftovers, temporaryBeside } from '../files/temporary'

export interface Target {
  /** Where files are written until all is well; hidden, beside `folder`. */
  temporary: string
  /** Puts everything in place. */
  publish(): Promise<void>
  /** Removes everything that was made, also parent folders made for it. */
  discard(): Promise<void>
}

/** Makes the temporary folder; throws exists when `folder` is a file or not empty. */
export async function createTarget(path: string): Promise<Target> {
  const folder = resolve(path)
  await checkFree(folder)
  const madeParent = await mkdir(dirname(folder), { recursive: true })
  await removeLeftovers(folder)
  const temporary = temporaryBeside(folder)
  const removeParents = async (): Promise<void> => {
    if (madeParent !== undefined) await removeChain(dirname(folder), madeParent)
  }
  await mkdir(temporary).catch(async (thrown) => {
    await removeParents()
    throw thrown
  })
  return {
    temporary,
    async publish() {
      await checkFree(folder)
      await syncFolder(temporary)
      await removeEmpty(folder)
      await rename(temporary, folder)
      await syncFolder(dirname(folder))
    },
    async discard() {
      await rm(temporary, { recursive: true, force: true })
      await removeParents()
    }
  }
}

async function checkFree(folder: string): Promise<void> {
  if (await isFree(folder)) return
  throw new LoupeError('exists', `${folder} exists already and is not empty.`, {
    hint: 'Choose a new folder: an export never writes over anything.',
    place: folder
  })
}

async function isFree(folder: string): Promise<boolean> {
  const found = await lstat(folder).catch((thrown) => {
    if (hasCode(thrown, 'ENOENT')) return undefined
    throw thrown
  })
  if (!found) return true
  return found.isDirectory() && (await readdir(folder)).length === 0
}

/** Windows does not rename onto a folder, not even an empty one. */
async function removeEmpty(folder: string): Promise<void> {
  try {
    await rmdir(folder)
  } catch (thrown) {
    if (!hasCode(thrown, 'ENOENT')) throw thrown
  }
}

/** Removes the folders from `inner` up to `outer` as long as they are empty. */
async function removeChain(inner: string, outer: string): Promise<void> {
  for (let folder = inner; folder.length >= outer.length; folder = dirname(folder)) {
    try {
      await rmdir(folder)
    } catch {
      return
    }
  }
}

/** Makes names in a folder durable; not every system can open a folder, and then there is nothing to do. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r').catch(() => undefined)
  try {
    await handle?.sync().catch(() => undefined)
  } finally {
    await handle?.close()
  }
}

function hasCode(thrown: unknown, code: string): boolean {
  return thrown instanceof Error && 'code' in thrown && thrown.code === code
}
