/**
 * Reads a written export again and compares: files by hash, weights bit for bit, labels by text, activations and
 * reconstructions by the plain reference encoder on the weights as they were read.
 */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Receipt, WrittenFile } from '../../../contract/records/export'
import { LoupeError } from '../../../contract/wire/errors'
import type { Dictionary } from '../../dictionaries/dictionary'
import { factsOfFile } from '../files/file-facts'
import { referenceEncoder } from '../reference/encoder'
import type { CheckRows } from './check-rows'
import { type Differences, differences, type RowResults, resultsOf, scaleOf } from './compare'

/** A difference above this share of the scale is an error of the export, not of rounding. */
const refusedDifference = 1e-2

export type Verified = Receipt['verified']

/** Name of the first file whose bytes are not those that were written; undefined when all are. Throws not-found where one is missing. */
export async function changedFile(folder: string, files: WrittenFile[], signal?: AbortSignal): Promise<string | undefined> {
  for (const file of files) {
    const path = join(folder, file.name)
    if (!existsSync(path)) throw missingFile(path)
    const found = await factsOfFile(path, signal)
    if (found.sha256 !== file.sha256 || found.sizeBytes !== file.sizeBytes) return file.name
  }
  return undefined
}

function missingFile(path: string): LoupeError {
  return new LoupeError('not-found', `${path} is missing: it was written, and is no longer there.`, {
    hint: 'Take the folder from a backup, or write it again.',
    place: path
  })
}

/** Throws internal when a dictionary that was read is not the one that was written, to the bit. */
export function checkWeights(read: Dictionary, written: Dictionary): void {
  const same =
    read.architecture === written.architecture &&
    read.k === (written.architecture === 'topk' ? written.k : undefined) &&
    read.applyBDecToInput === written.applyBDecToInput &&
    read.inputNorm === written.inputNorm &&
    (read.kind ?? 'sae') === (written.kind ?? 'sae') &&
    Object.entries(written.tensors).every(([name, tensor]) => sameBits(tensor.data, read.tensors[name]?.data))
  if (!same) throw notTheSame('the weights')
}

/** Differences of `own` results from those of the plain encoder with the weights that were read; throws internal when they are no rounding. */
export function compareOnRows(read: Dictionary, rows: CheckRows['batch'], own: RowResults): Differences & { relative: number } {
  const found = differences(own, resultsOf(referenceEncoder(read), rows))
  const relative = Math.max(found.acts, found.recon) / scaleOf(own)
  if (!(relative <= refusedDifference)) throw notTheSame('activations and reconstructions of the written weights')
  return { ...found, relative }
}

function sameBits(a: Float32Array, b: Float32Array | undefined): boolean {
  return b !== undefined && bytesOf(a).equals(bytesOf(b))
}

function bytesOf(numbers: Float32Array): Buffer {
  return Buffer.from(numbers.buffer, numbers.byteOffset, numbers.byteLength)
}

export function notTheSame(what: string): LoupeError {
  return new LoupeError('internal', `The export was read back and ${what} are not the same as in Loupe, so it was not kept.`, {
    hint: 'Try again, on another disk if it happens twice; then report it.'
  })
}
