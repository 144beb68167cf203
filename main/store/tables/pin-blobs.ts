/**
 * Examples of a pinned feature as a blob (u32 and f32, little-endian): counts of examples and of rows near them,
 * then the rows of both, then the activations of both. Pure.
 */
import type { PinMeasure } from '../../../contract/records/pin'
import { blobFromNumbers, damagedRecord, numbersFromBlob } from './stored-records'

type Rows = Pick<PinMeasure, 'examples' | 'near'>

const headWords = 2
const what = 'list of examples of a pinned feature'

export function blobFromMeasure({ examples, near }: Rows): Uint8Array {
  const count = examples.rows.length + near.rows.length
  const words = new Uint32Array(headWords + 2 * count)
  words.set([examples.rows.length, near.rows.length])
  words.set(examples.rows, headWords)
  words.set(near.rows, headWords + examples.rows.length)
  const values = new Float32Array(words.buffer, 4 * (headWords + count))
  values.set(examples.values)
  values.set(near.values, examples.values.length)
  return blobFromNumbers(words)
}

/** `damaged` when the counts do not add up to the size. */
export function measureFromBlob(blob: Uint8Array): Rows {
  const words = numbersFromBlob(Uint32Array, blob, what)
  const [first = 0, second = 0] = words
  const count = first + second
  if (words.length < headWords || words.length !== headWords + 2 * count) throw damagedRecord(what)
  const floats = new Float32Array(words.buffer)
  const part = (from: number, to: number) => ({
    rows: words.slice(headWords + from, headWords + to),
    values: floats.slice(headWords + count + from, headWords + count + to)
  })
  return { examples: part(0, first), near: part(first, count) }
}
