/**
 * A dictionary applied to all rows of a file: activations and reconstructions as one safetensors file, batch by batch.
 * The tensors lie one behind the other, so each is gathered in a file of its own and joined at the end.
 */
import { existsSync } from 'node:fs'
import { mkdir, rename, rm } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import type { Batch, SparseRows } from '../../../contract/records/arrays'
import type { Progress } from '../../../contract/records/basics'
import type { Applied } from '../../../contract/records/conversion'
import { LoupeError } from '../../../contract/wire/errors'
import { type Dictionary, hasOwnTargets } from '../../dictionaries/dictionary'
import { writeError } from '../files/system-errors'
import { removeLeftovers, temporaryBeside } from '../files/temporary'
import type { RowEncoder } from '../reference/encoder'
import { GrowingTensors } from './growing-tensors'
import { joinTensors } from './join-tensors'
import { RowSums } from './row-sums'

export interface ApplyRequest {
  dictionary: Dictionary
  encoder: RowEncoder
  rows: { rows: number; dIn: number; read(start: number, count: number): Promise<Float32Array> }
  /** File of the rows, for messages. */
  place: string
  file: string
  /** acts [rows, d_sae] f32; or acts_starts i64 [rows + 1], acts_features i64, acts_values f32. */
  form: 'dense' | 'sparse'
  signal?: AbortSignal | undefined
  onProgress?: ((progress: Progress) => void) | undefined
}

/** Numbers of the activations of one batch at most: 64 MB. */
const batchNumbers = 16 * 1024 * 1024

/** Throws wrong-shape, exists, unwritable, disk-full, cancelled; nothing is left behind. */
export async function applyDictionary(request: ApplyRequest): Promise<Omit<Applied, 'report'>> {
  const file = resolve(request.file)
  checkRequest(request, file)
  try {
    await mkdir(dirname(file), { recursive: true })
    await removeLeftovers(file)
    const folder = temporaryBeside(file)
    await mkdir(folder)
    try {
      const applied = await gather(folder, request)
      await rename(join(folder, 'joined'), file)
      return applied
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  } catch (thrown) {
    if (request.signal?.aborted) throw new LoupeError('cancelled', 'Applying was cancelled. Nothing was written.')
    throw writeError(thrown, dirname(file))
  }
}

function checkRequest({ dictionary, rows, place }: ApplyRequest, file: string): void {
  if (rows.dIn !== dictionary.dIn) {
    throw new LoupeError(
      'wrong-shape',
      `“${basename(place)}” has rows of ${rows.dIn} numbers, the dictionary reads ${dictionary.dIn}.`,
      {
        hint: 'Use activations of the place in the model that the dictionary was trained on.',
        place
      }
    )
  }
  if (existsSync(file))
    throw new LoupeError('exists', `${file} exists already.`, {
      hint: 'Choose another name: nothing is written over.',
      place: file
    })
}

async function gather(folder: string, request: ApplyRequest): Promise<Omit<Applied, 'report'>> {
  const { dictionary, encoder, rows, form, signal, onProgress, file } = request
  const { dIn, dSae, dOut = dIn } = dictionary
  const tensors = new GrowingTensors(folder)
  const sums = new RowSums(dictionary)
  let written = 0
  try {
    const size = Math.max(1, Math.min(4096, Math.floor(batchNumbers / dSae)))
    if (form === 'sparse') await tensors.add('acts_starts', BigInt64Array.of(0n))
    for (let from = 0; from < rows.rows; from += size) {
      signal?.throwIfAborted()
      const batch = await batchOf(rows, from, Math.min(size, rows.rows - from))
      const acts = encoder.encode(batch)
      const recon = encoder.reconstruct(batch)
      sums.add(batch, acts, recon)
      if (form === 'dense') await tensors.add('acts', dense(acts))
      else written = await addSparse(tensors, acts, written)
      await tensors.add('recon', recon)
      onProgress?.({ done: from + batch.count, total: rows.rows, unit: 'rows' })
    }
    const entries = {
      acts: [rows.rows, dSae],
      acts_starts: [rows.rows + 1],
      acts_features: [written],
      acts_values: [written],
      recon: [rows.rows, dOut]
    }
    await joinTensors(folder, tensors.all(), entries)
  } finally {
    await tensors.close()
  }
  const fvu = hasOwnTargets(dictionary) ? undefined : sums.fvu()
  return {
    file,
    rows: rows.rows,
    dSae,
    dOut,
    form,
    l0: sums.l0(),
    silentShare: sums.silentShare(),
    ...(fvu === undefined ? {} : { fvu })
  }
}

async function batchOf(rows: ApplyRequest['rows'], from: number, count: number): Promise<Batch> {
  const values = await rows.read(from, count)
  return { count, dIn: rows.dIn, values, rows: Uint32Array.from({ length: count }, (_, row) => from + row) }
}

function dense({ count, dSae, starts, features, values }: SparseRows): Float32Array {
  const all = new Float32Array(count * dSae)
  for (let row = 0; row < count; row += 1) {
    for (let at = starts[row]; at < starts[row + 1]; at += 1) all[row * dSae + features[at]] = values[at]
  }
  return all
}

async function addSparse(
  tensors: GrowingTensors,
  { count, starts, features, values }: SparseRows,
  before: number
): Promise<number> {
  const entries = starts[count]
  await tensors.add(
    'acts_starts',
    BigInt64Array.from({ length: count }, (_, row) => BigInt(before + starts[row + 1]))
  )
  await tensors.add('acts_features', BigInt64Array.from(features.subarray(0, entries), BigInt))
  await tensors.add('acts_values', values.slice(0, entries))
  return before + entries
}
