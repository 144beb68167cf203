/**
 * A file of delphi's latents cache: the active places of a range of latents, in order of sequence and position.
 * Layout: delphi/latents/cache.py, save_splits (0.1.3).
 */
import { join } from 'node:path'
import type { Postings } from '../../../../contract/records/arrays'
import { LoupeError } from '../../../../contract/wire/errors'
import { safetensorsParts, type WritableTensor } from '../../../codecs/safetensors-writing'
import { type FileFacts, writeFileWhole } from '../../files/file-writer'
import { openSafetensors } from '../../files/safetensors-file'
import type { Sequences } from './sequences'

/** What is not above it is not kept (get_nonzeros). */
export const least = 1e-5
const greatestHalf = 65504

export interface Split {
  /** First and last latent. */
  start: number
  end: number
}

/** torch.linspace(0, width, splits + 1).long(), the ends included. */
export function splitsOf(width: number, splits: number): Split[] {
  const edge = (index: number): number => Math.floor((width * index) / splits)
  return Array.from({ length: splits }, (_, index) => ({ start: edge(index), end: edge(index + 1) - 1 }))
}

export function splitName({ start, end }: Split): string {
  return `${start}_${end}.safetensors`
}

/** `postings`: of the latents of the split from `start` on; undefined for one that is left out. */
export async function writeSplit(
  folder: string,
  {
    split,
    postings,
    sequences,
    tokens
  }: {
    split: Split
    postings: (Postings | undefined)[]
    sequences: Sequences
    tokens: BigInt64Array | undefined
  }
): Promise<FileFacts> {
  const { count, context, places } = sequences
  const found = inOrder(postings, places, count * context)
  const isWide = count > 0xffff || split.end - split.start > 0xffff
  const triples = isWide ? new Uint32Array(3 * found.values.length) : new Uint16Array(3 * found.values.length)
  for (const [at, place] of found.places.entries()) {
    triples.set([Math.floor(place / context), place % context, found.latents[at]], 3 * at)
  }
  const tensors: Record<string, WritableTensor> = {
    locations: { shape: [found.values.length, 3], data: triples },
    activations: { shape: [found.values.length], dtype: 'f16', data: found.values },
    ...(tokens ? { tokens: { shape: [count, context], data: tokens } } : {})
  }
  return writeFileWhole(join(folder, splitName(split)), safetensorsParts(tensors))
}

/** Sorted by place, and by latent within a place: latents come in order, so counting the places is enough. */
function inOrder(postings: (Postings | undefined)[], places: Float64Array, size: number) {
  const starts = new Float64Array(size + 1)
  eachActive(postings, (_, row) => {
    starts[places[row] + 1] += 1
  })
  for (let at = 0; at < size; at += 1) starts[at + 1] += starts[at]
  const total = starts[size]
  const found = { places: new Float64Array(total), latents: new Uint32Array(total), values: new Float32Array(total) }
  eachActive(postings, (latent, row, value) => {
    const at = starts[places[row]]++
    found.places[at] = places[row]
    found.latents[at] = latent
    found.values[at] = value
  })
  return found
}

function eachActive(postings: (Postings | undefined)[], see: (latent: number, row: number, value: number) => void): void {
  for (const [latent, own] of postings.entries()) {
    for (let at = 0; own && at < own.rows.length; at += 1) {
      if (Math.abs(own.values[at]) > greatestHalf) throw tooLarge(own.values[at])
      if (Math.abs(own.values[at]) > least) see(latent, own.rows[at], own.values[at])
    }
  }
}

function tooLarge(value: number): LoupeError {
  return new LoupeError('unsupported', `delphi keeps activations as f16, and ${value} is larger than those can be.`, {
    hint: 'Export the activations as safetensors or Parquet instead.'
  })
}

/** Active places of a file: latent (of the whole dictionary) and value by place. */
export async function readSplit(path: string, { start }: Split, context: number) {
  const file = await openSafetensors(path)
  try {
    const triples = await file.numbers('locations')
    const { data: values } = await file.tensor('activations')
    const byPlace = new Map<number, { latent: number; value: number }[]>()
    for (let at = 0; at < values.length; at += 1) {
      const place = Number(triples[3 * at]) * context + Number(triples[3 * at + 1])
      const own = byPlace.get(place) ?? []
      own.push({ latent: start + Number(triples[3 * at + 2]), value: values[at] })
      byPlace.set(place, own)
    }
    return { byPlace, entries: values.length }
  } finally {
    await file.close()
  }
}
