/**
 * Where latents were active, as delphi caches it: triples (sequence, position, latent) of u16, u32, i32 or i64, in order of
 * sequence and position. Source: delphi, latents/cache.py (`save_splits`, `save`).
 */
import type { Dtype } from '../../contract/records/basics'
import { LoupeError } from '../../contract/wire/errors'

/** What triples may be: sequences, positions, latents below these. */
export interface LocationBounds {
  sequences: number
  positions: number
  latents: number
}

/** Bytes of a triple, or undefined where the type can not be one of locations. */
export function locationBytes(dtype: Dtype): number | undefined {
  return { u16: 6, u32: 12, i32: 12, i64: 24 }[dtype as string]
}

/**
 * Rows (sequence · positions + position) and latents of some triples, both [count]. `first` is the number of the first triple,
 * `after` the row before it: throws malformed for a triple out of bounds, unsupported for one out of order.
 */
export function decodeLocations(
  bytes: Uint8Array,
  dtype: Dtype,
  bounds: LocationBounds,
  first = 0,
  after = 0
): { rows: Float64Array; latents: Uint32Array } {
  const triples = wholeNumbers(bytes, dtype)
  const count = triples.length / 3
  const rows = new Float64Array(count)
  const latents = new Uint32Array(count)
  let before = after
  for (let i = 0; i < count; i += 1) {
    const [sequence, position, latent] = [triples[3 * i], triples[3 * i + 1], triples[3 * i + 2]]
    if (sequence >= bounds.sequences || position >= bounds.positions || latent >= bounds.latents) {
      throw outOfBounds(first + i, [sequence, position, latent], bounds)
    }
    const row = sequence * bounds.positions + position
    if (row < before) throw outOfOrder(first + i)
    before = row
    rows[i] = row
    latents[i] = latent
  }
  return { rows, latents }
}

/** The numbers; those of 64 bits that do not fit 32 become the largest, which is out of all bounds. */
function wholeNumbers(bytes: Uint8Array, dtype: Dtype): Uint16Array | Uint32Array {
  const own = bytes.byteOffset % 8 === 0 ? bytes : new Uint8Array(bytes)
  if (dtype === 'u16') return new Uint16Array(own.buffer, own.byteOffset, own.length / 2)
  const words = new Uint32Array(own.buffer, own.byteOffset, own.length / 4)
  if (dtype !== 'i64') return words
  const numbers = new Uint32Array(words.length / 2)
  for (let i = 0; i < numbers.length; i += 1) numbers[i] = words[2 * i + 1] === 0 ? words[2 * i] : 0xffffffff
  return numbers
}

function outOfBounds(index: number, triple: number[], { sequences, positions, latents }: LocationBounds): LoupeError {
  const message = `Location ${index} is (${triple.join(', ')}), with ${sequences} sequences, ${positions} positions and ${latents} latents.`
  return new LoupeError('malformed', message, { hint: 'Copy the whole folder again, or write the cache again.' })
}

function outOfOrder(index: number): LoupeError {
  return new LoupeError('unsupported', `Location ${index} is not in the order of sequences and positions.`, {
    hint: 'Write the cache with delphi’s LatentCache, which keeps that order.'
  })
}
