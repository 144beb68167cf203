/**
 * Compares the row index of a data set with that of the same one with more rows: whatever is known of an earlier row has to be the same,
 * its norm and digest too, by which the activations are told.
 */
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { LoupeError } from '../../../contract/wire/errors'
import { throwIfCancelled } from '../cancel'
import { InputFile } from '../files/input-file'
import { OpenFiles } from '../files/open-files'
import { grouped } from '../numbers-in-text'
import { indexFiles, useCodes } from './layout'

const readBytes = 4 * 1024 * 1024

/** Bytes of a row in a file of one number per row, by the ending of its name. */
const widths: Record<string, number> = { f64: 8, f32: 4, i32: 4, u32: 4, u16: 2, u8: 1 }

/** Those that are of the activations or targets. */
const ofValues: readonly string[] = [indexFiles.norms, indexFiles.digests, indexFiles.targetNorms, indexFiles.targetDigests]

/** Throws `changed` with the first row that differs, and where the earlier index does not tell the activations of its rows. */
export async function checkEarlierRows(folder: string, grown: string, rows: number, signal?: AbortSignal): Promise<void> {
  const [names, there] = [await readdir(folder), new Set(await readdir(grown))]
  if (!names.includes(indexFiles.norms)) throw unknown()
  for (const name of names) {
    const width = widths[name.slice(name.lastIndexOf('.') + 1)]
    if (name === indexFiles.uses || !there.has(name) || (width === undefined && !name.endsWith('.txt'))) continue
    const at = await firstDifference(join(folder, name), join(grown, name), signal)
    if (at !== undefined) throw changed(width === undefined ? undefined : Math.min(Math.floor(at / width), rows - 1), name)
  }
}

/** Of how many earlier rows it is different now whether they are left out. */
export async function changedUses(folder: string, grown: string, rows: number, signal?: AbortSignal): Promise<number> {
  let changed = 0
  await eachPair(join(folder, indexFiles.uses), join(grown, indexFiles.uses), signal, (one, other) => {
    for (let i = 0; i < one.length; i += 1)
      if ((one[i] === useCodes['left-out']) !== (other[i] === useCodes['left-out'])) changed += 1
    return true
  })
  return Math.min(changed, rows)
}

/** Where the second file first says something else than the first, which may be shorter. */
async function firstDifference(path: string, longer: string, signal?: AbortSignal): Promise<number | undefined> {
  let found: number | undefined
  await eachPair(path, longer, signal, (one, other, at) => {
    if (Buffer.from(one.buffer, one.byteOffset, one.length).equals(other.subarray(0, one.length))) return true
    found = at + one.findIndex((byte, i) => byte !== other[i])
    return false
  })
  return found
}

/** Goes through the bytes of the first file with those of the second beside, which may end before, until `visit` gives false. */
async function eachPair(
  path: string,
  longer: string,
  signal: AbortSignal | undefined,
  visit: (one: Uint8Array, other: Uint8Array, at: number) => boolean
): Promise<void> {
  const files = new OpenFiles()
  try {
    const one = files.keep(await InputFile.open(path))
    const other = files.keep(await InputFile.open(longer))
    for (let at = 0; at < one.sizeBytes; at += readBytes) {
      throwIfCancelled(signal)
      const length = Math.min(readBytes, one.sizeBytes - at)
      const beside = await other.read(at, Math.max(0, Math.min(length, other.sizeBytes - at)))
      if (!visit(await one.read(at, length), beside, at)) return
    }
  } finally {
    await files.close()
  }
}

function changed(row: number | undefined, name: string): LoupeError {
  const what = ofValues.includes(name) ? 'has other activations' : 'is described otherwise'
  const which = row === undefined ? 'An earlier row' : `Row ${grouped(row)}`
  return new LoupeError(
    'changed',
    `${which} ${what} now than when the data set was made, so its rows did not just become more.`,
    {
      hint: 'New rows come after all earlier ones; further files are read in the order of their names. Or make a new project.'
    }
  )
}

function unknown(): LoupeError {
  return new LoupeError(
    'unsupported',
    'This data set was made by an earlier Loupe, which did not keep what tells its rows again.',
    {
      hint: 'Make a new project from all rows.'
    }
  )
}
