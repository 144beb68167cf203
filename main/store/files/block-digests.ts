/**
 * Digests of the arrays of an answer: one number (u32) for each block of 4 KiB, in an array of its own beside the array. Slices are
 * read with the blocks around them, so that a damaged number is told whichever part is asked for. Pure; reading is others' work.
 * An answer of an older Loupe has none and is taken as it is.
 */
import { LoupeError } from '../../../contract/wire/errors'
import type { SafetensorsEntry } from '../../codecs/safetensors'
import { digestOfWords, hashWords } from '../../maths/row-hash'

const blockBytes = 4096
const prefix = 'digests.'

/** An array of digests, which is nobody's answer. */
export function holdsDigests({ name }: { name: string }): boolean {
  return name.startsWith(prefix)
}

type Arrays = Record<string, { shape: number[]; data: Float32Array | Uint32Array }>

/** The arrays with the digests of each. */
export function withDigests(arrays: Arrays): Arrays {
  const digests = Object.entries(arrays).map(([name, { data }]) => {
    const own = digestsOf(new Uint8Array(data.buffer, data.byteOffset, data.byteLength))
    return [`${prefix}${name}`, { shape: [own.length], data: own }]
  })
  return { ...arrays, ...Object.fromEntries(digests) }
}

interface Stretch {
  /** In the file. */
  at: number
  length: number
}

/** What has to be read for a part of an array. */
export interface CheckedPart {
  /** Whole blocks, or just the part where the array has no digests. */
  blocks: Stretch
  digests: Stretch | undefined
  /** Where the part lies in the blocks. */
  from: number
  length: number
}

/** The part of `length` bytes from byte `begin` of an array. */
export function checkedPart(entries: SafetensorsEntry[], entry: SafetensorsEntry, begin: number, length: number): CheckedPart {
  const digests = entries.find(({ name }) => name === `${prefix}${entry.name}`)
  if (!digests || length === 0) return { blocks: { at: entry.begin + begin, length }, digests: undefined, from: 0, length }
  const first = Math.floor(begin / blockBytes)
  const end = Math.ceil((begin + length) / blockBytes)
  const at = entry.begin + first * blockBytes
  return {
    blocks: { at, length: Math.min(entry.begin + end * blockBytes, entry.end) - at },
    digests: { at: digests.begin + 4 * first, length: 4 * (end - first) },
    from: begin - first * blockBytes,
    length
  }
}

/** The part out of what was read, in memory of its own. Throws damaged. */
export function partIn(
  part: CheckedPart,
  blocks: Uint8Array<ArrayBuffer>,
  digests: Uint8Array<ArrayBuffer> | undefined
): Uint8Array<ArrayBuffer> {
  if (blocks.length < part.blocks.length) throw damagedAnswer('became shorter')
  if (digests) {
    const wanted = new Uint32Array(digests.buffer, digests.byteOffset, digests.length >> 2)
    if (digestsOf(blocks).some((digest, i) => digest !== wanted[i])) throw damagedAnswer('is damaged')
  }
  return blocks.slice(part.from, part.from + part.length)
}

export function damagedAnswer(what: string, more: { place?: string; cause?: unknown } = {}): LoupeError {
  return new LoupeError('damaged', `The answer of this study ${what}`, { hint: 'Ask again: nothing else is lost.', ...more })
}

/** Of bytes that are a whole number of words. */
function digestsOf(bytes: Uint8Array): Uint32Array {
  const words = new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.length >> 2)
  const perBlock = blockBytes / 4
  return Uint32Array.from({ length: Math.ceil(words.length / perBlock) }, (_, block) => {
    const from = block * perBlock
    return digestOfWords(words, from, Math.min(perBlock, words.length - from))
  })
}

/** A number that tells the text of an answer again, as hex. */
export function digestOfText(bytes: Uint8Array): string {
  const padded = new Uint8Array(4 * Math.ceil(bytes.length / 4))
  padded.set(bytes)
  const hash = { high: 0, low: 0 }
  hashWords(new Uint32Array(padded.buffer), 0, padded.length / 4, hash)
  return [hash.high, hash.low].map((word) => word.toString(16).padStart(8, '0')).join('')
}
