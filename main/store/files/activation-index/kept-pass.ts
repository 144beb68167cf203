/**
 * The kept state of a pass over rows, one file beside the activation index: which rows the index held at a moment, and what was
 * summed beside it. From it a pass that was cut off goes on, and a finished one over rows that were added.
 *
 * Nothing is synced, which would hold the pass up: what a power cut leaves of the file is told by its digest, of the index by reading it
 * (whole-pass.ts). A process that is killed loses nothing that it wrote.
 *
 * `pass.safetensors`: arrays by name ([dSae], and [rows] for the table of the index); the metadata tells whose pass it is.
 */
import { createHash } from 'node:crypto'
import { closeSync, existsSync, openSync, readFileSync, readSync, statSync } from 'node:fs'
import { open, rename } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import type { PassState } from '../../../../contract/records/arrays'
import type { NumberArray } from '../../../codecs/dtypes'
import { numbersFromSafetensors, parseSafetensorsHeader, safetensorsDataStart } from '../../../codecs/safetensors'
import { safetensorsParts } from '../../../codecs/safetensors-writing'
import { entryBytes, fileNames, headerBytes } from './format'
import { bytesOf, writeAll } from './parts'
import type { IndexPosition } from './writer'

const fileName = 'pass.safetensors'

/** What can be told of a kept pass without reading it whole. */
const KeptPassHead = z.object({
  /** Says of which dictionary and data the pass is; the store compares nothing. */
  key: z.string(),
  /** Of the checkpoint. */
  step: z.coerce.number().int().nonnegative(),
  rows: z.coerce.number().int().positive(),
  lastRow: z.coerce.number().int().nonnegative(),
  entries: z.coerce.number().int().nonnegative(),
  /** Hex of the SHA-256 of all arrays, by name. */
  digest: z.string(),
  dSae: z.coerce.number().int().positive()
})
export type KeptPassHead = z.infer<typeof KeptPassHead>

/** Whose pass it is. */
export type PassOwner = Pick<KeptPassHead, 'key' | 'step'>

export interface KeptPass extends KeptPassHead {
  state: PassState
  position: KeptTable & Pick<IndexPosition, 'entries'>
}

/** Of the rows; without digests where a Loupe that had none kept it. */
type KeptTable = Pick<IndexPosition, 'rowIds' | 'rowCounts'> & Partial<Pick<IndexPosition, 'rowDigests'>>

/** Replaces what was kept in the folder; the entries of the index are to be written before. */
export async function writeKeptPass(folder: string, whose: PassOwner, state: PassState, position: IndexPosition): Promise<void> {
  const { rows, lastRow, ...sums } = state
  const { entries, ...table } = position
  const arrays = { ...sums, ...table }
  const tensors = Object.entries(arrays).map(([name, data]) => [name, { shape: [data.length], data }])
  const head: KeptPassHead = { ...whose, rows, lastRow, entries, dSae: state.activeRows.length, digest: digestOf(arrays) }
  const metadata = Object.fromEntries(Object.entries(head).map(([name, value]) => [name, String(value)]))
  const temporary = join(folder, `${fileName}.partial`)
  const file = await open(temporary, 'w')
  try {
    let at = 0
    for (const part of safetensorsParts(Object.fromEntries(tensors), metadata)) {
      await writeAll(file, part, at)
      at += part.length
    }
  } finally {
    await file.close()
  }
  await rename(temporary, join(folder, fileName))
}

/** Of the pass that is kept in the folder; undefined where none is, or where it or its index is not whole. */
export function keptPassHead(folder: string): KeptPassHead | undefined {
  const path = join(folder, fileName)
  if (!existsSync(path)) return undefined
  try {
    const head = headIn(path)
    const idBytes = entryBytes({ kind: 'rows', dSae: head.dSae })
    return statSync(join(folder, fileNames.rows)).size < headerBytes + head.entries * idBytes ? undefined : head
  } catch {
    return undefined
  }
}

/** Undefined as for the head. */
export function readKeptPass(folder: string): KeptPass | undefined {
  const head = keptPassHead(folder)
  if (!head) return undefined
  try {
    const { array, has } = arraysIn(readFileSync(join(folder, fileName)))
    const { rows, lastRow, dSae, entries } = head
    const state: PassState = {
      rows,
      lastRow,
      activeRows: array('activeRows', Uint32Array, dSae),
      sums: array('sums', Float64Array, dSae),
      maxima: array('maxima', Float32Array, dSae),
      carried: array('carried', Float64Array, dSae),
      carriedSums: array('carriedSums', Float64Array, dSae)
    }
    const column = (name: string) => array(name, Uint32Array, rows)
    const bare = { rowIds: column('rowIds'), rowCounts: column('rowCounts') }
    const table: KeptTable = has('rowDigests') ? { ...bare, rowDigests: column('rowDigests') } : bare
    const { rows: _, lastRow: __, ...sums } = state
    if (digestOf({ ...sums, ...table }) !== head.digest) return undefined
    return { ...head, state, position: { ...table, entries } }
  } catch {
    return undefined
  }
}

function digestOf(arrays: Record<string, Uint32Array | Float32Array | Float64Array | undefined>): string {
  const hash = createHash('sha256')
  for (const name of Object.keys(arrays).sort()) if (arrays[name]) hash.update(bytesOf(arrays[name]))
  return hash.digest('hex')
}

type ArrayKind<T> = new (length: number) => T

/** Arrays of a whole file by name; `array` throws where one is not of this kind and length. */
function arraysIn(bytes: Uint8Array): {
  has(name: string): boolean
  array<T extends NumberArray>(name: string, kind: ArrayKind<T>, length: number): T
} {
  const { entries } = parseSafetensorsHeader(bytes)
  const named = (name: string) => entries.find((one) => one.name === name)
  return {
    has: (name) => named(name) !== undefined,
    array(name, kind, length) {
      const entry = named(name)
      const found = entry && numbersFromSafetensors(bytes, entry)
      if (!(found instanceof kind) || found.length !== length) throw new TypeError(`“${name}” is not what it was written as`)
      return found
    }
  }
}

function headIn(path: string): KeptPassHead {
  const size = statSync(path).size
  const file = openSync(path, 'r')
  try {
    const read = (length: number): Uint8Array => {
      const bytes = new Uint8Array(length)
      return bytes.subarray(0, readSync(file, bytes, 0, length, 0))
    }
    const start = safetensorsDataStart(read(8), size)
    return KeptPassHead.parse(parseSafetensorsHeader(read(start), size).metadata)
  } finally {
    closeSync(file)
  }
}
