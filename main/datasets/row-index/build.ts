/**
 * Builds a row index: into a folder beside the wanted one, which is renamed when everything is on disk.
 * So there is a whole index or none.
 */
import { mkdir, rename, rm, rmdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { LoupeError } from '../../../contract/wire/errors'
import { writeError } from '../files/write-error'
import { indexFiles, RowIndexRecord } from './layout'

/** Runs `fill` on a temporary folder, then puts it in place of `folder`, which must not exist or be empty. */
export async function buildWhole<T>(folder: string, fill: (temporary: string) => Promise<T>): Promise<T> {
  const temporary = `${folder}.partial`
  try {
    await rm(temporary, { recursive: true, force: true })
    await mkdir(dirname(folder), { recursive: true })
    await mkdir(temporary)
    const result = await fill(temporary)
    // Only an empty folder goes: rename would replace it on POSIX and fail on Windows.
    await rmdir(folder).catch(ignoreMissing)
    await rename(temporary, folder)
    return result
  } catch (thrown) {
    await rm(temporary, { recursive: true, force: true }).catch(() => undefined)
    throw writeError(thrown, folder)
  }
}

/** The record is written last: without it nothing is an index. */
export async function writeRecord(folder: string, record: RowIndexRecord): Promise<void> {
  const text = JSON.stringify(RowIndexRecord.parse(record))
  await writeFile(join(folder, indexFiles.record), text, { flush: true })
}

function ignoreMissing(thrown: unknown): void {
  const code = thrown instanceof Error && 'code' in thrown ? thrown.code : undefined
  if (code === 'ENOTEMPTY' || code === 'EEXIST') throw new LoupeError('exists', 'The folder for the row index is not empty.')
  if (code !== 'ENOENT') throw thrown
}
