/**
 * The real rows an export is compared on, and check.safetensors, which keeps them with Loupe's own results
 * so that the comparison can be repeated anywhere: without the project, and by sae-lens itself (bench/peers).
 */
import { join } from 'node:path'
import type { Batch } from '../../../contract/records/arrays'
import { LoupeError } from '../../../contract/wire/errors'
import { safetensorsParts } from '../../codecs/safetensors-writing'
import type { Dictionary } from '../../dictionaries/dictionary'
import { type FileFacts, writeFileWhole } from '../files/file-writer'
import { openSafetensors, type SafetensorsFile } from '../files/safetensors-file'
import { referenceEncoder } from '../reference/encoder'
import { tieCheck } from '../reference/ties'
import type { RowResults } from './compare'

export const checkFile = 'check.safetensors'

/** Multiplications the plain reference encoder may need, about three seconds. */
const budget = 3e9

export interface CheckRows {
  batch: Batch
  /** Rows left aside because TopK's choice hangs on rounding there. */
  tied: number
}

/** As many of the offered rows as the budget allows (at least 4), without ties. `dictionary`: with the weights as they were read. */
export function chooseCheckRows(dictionary: Dictionary, offered: Batch): CheckRows {
  const limit = Math.max(4, Math.floor(budget / (2 * dictionary.dIn * dictionary.dSae)))
  const isTied = tieCheck(dictionary, referenceEncoder(dictionary).preActivations)
  const chosen: number[] = []
  let tied = 0
  for (let row = 0; row < Math.min(offered.count, limit); row += 1) {
    const values = offered.values.subarray(row * offered.dIn, (row + 1) * offered.dIn)
    if (isTied(values)) tied += 1
    else chosen.push(row)
  }
  return { batch: rowsOf(offered, chosen), tied }
}

function rowsOf(batch: Batch, chosen: number[]): Batch {
  const values = new Float32Array(chosen.length * batch.dIn)
  for (const [to, from] of chosen.entries()) {
    values.set(batch.values.subarray(from * batch.dIn, (from + 1) * batch.dIn), to * batch.dIn)
  }
  return { count: chosen.length, dIn: batch.dIn, values, rows: Uint32Array.from(chosen, (row) => batch.rows[row]) }
}

/** Tensors: rows i64 [n], x f32 [n, d_in] and recon f32 [n, d_out], and the activations by row: acts_starts i64 [n + 1], acts_features i64, acts_values f32. */
export function writeCheckRows(folder: string, batch: Batch, results: RowResults): Promise<FileFacts> {
  const { acts, recon } = results
  const entries = acts.starts[acts.count]
  const parts = safetensorsParts({
    rows: { shape: [batch.count], data: longs(batch.rows) },
    x: { shape: [batch.count, batch.dIn], data: batch.values },
    recon: { shape: [batch.count, recon.length / Math.max(1, batch.count)], data: recon },
    acts_starts: { shape: [batch.count + 1], data: longs(acts.starts) },
    acts_features: { shape: [entries], data: longs(acts.features.subarray(0, entries)) },
    acts_values: { shape: [entries], data: acts.values.subarray(0, entries) }
  })
  return writeFileWhole(join(folder, checkFile), parts)
}

/** Reads them back; throws not-found, truncated, malformed, wrong-shape. */
export async function readCheckRows(folder: string, dictionary: Dictionary): Promise<{ batch: Batch; results: RowResults }> {
  const path = join(folder, checkFile)
  const file = await openSafetensors(path)
  try {
    return checked(await contentOf(file, dictionary.dSae), dictionary, path)
  } finally {
    await file.close()
  }
}

async function contentOf(file: SafetensorsFile, dSae: number): Promise<{ batch: Batch; results: RowResults }> {
  const x = await file.tensor('x')
  const rows = Uint32Array.from(await wholeNumbers(file, 'rows'))
  const [count, dIn] = x.shape
  const acts = {
    count,
    dSae,
    starts: Uint32Array.from(await wholeNumbers(file, 'acts_starts')),
    features: Uint32Array.from(await wholeNumbers(file, 'acts_features')),
    values: (await file.tensor('acts_values')).data
  }
  return { batch: { count, dIn, values: x.data, rows }, results: { acts, recon: (await file.tensor('recon')).data } }
}

async function wholeNumbers(file: SafetensorsFile, name: string): Promise<number[]> {
  return Array.from(await file.numbers(name), Number)
}

function checked<T extends { batch: Batch; results: RowResults }>(content: T, { dIn, dOut = dIn }: Dictionary, path: string): T {
  const { batch, results } = content
  const entries = results.acts.starts[batch.count]
  const fits =
    results.acts.starts.length === batch.count + 1 &&
    results.acts.features.length === entries &&
    results.acts.values.length === entries &&
    batch.dIn === dIn &&
    results.recon.length === batch.count * dOut
  if (!fits) throw new LoupeError('wrong-shape', `${path}: its tensors do not fit each other.`, { place: path })
  return content
}

function longs(numbers: Uint32Array): BigInt64Array {
  return BigInt64Array.from(numbers, BigInt)
}
