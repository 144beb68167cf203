/**
 * Checkpoints as folders: written whole or not at all, listed, measured.
 * Used by the job that trains (which has no database) and by the store that remembers them.
 */
import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { writeFolderAtomically } from './write-atomically'

/** Writes <checkpoints>/<step>/ with what `fill` puts into the folder it is given; gives its size. */
export async function writeCheckpointFolder(
  checkpointsFolder: string,
  step: number,
  fill: (folder: string) => Promise<void> | void
): Promise<{ folder: string; sizeBytes: number }> {
  const folder = join(checkpointsFolder, String(step))
  await writeFolderAtomically(folder, fill)
  return { folder, sizeBytes: sizeOfFolder(folder) }
}

/** Steps of the complete checkpoints in a folder, ascending. An empty folder is not a checkpoint. */
export function stepsInFolder(checkpointsFolder: string): number[] {
  if (!existsSync(checkpointsFolder)) return []
  return readdirSync(checkpointsFolder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && /^(0|[1-9]\d{0,14})$/.test(entry.name))
    .filter((entry) => readdirSync(join(checkpointsFolder, entry.name)).length > 0)
    .map((entry) => Number(entry.name))
    .sort((a, b) => a - b)
}

/** Bytes of all files below a folder. */
export function sizeOfFolder(folder: string): number {
  let total = 0
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) total += sizeOfFolder(path)
    else if (entry.isFile()) total += statSync(path).size
  }
  return total
}
