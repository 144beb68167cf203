/** Orders of features by a column of numbers, fast enough for a million of them. Pure. */
import { orderOfWords } from '../../maths/word-order'

/** Ties no longer than this are put in order by insertion. */
const shortRun = 16

/**
 * The ids ordered by `column[id]` (finite numbers), ties by id; `ids` must ascend.
 * Radix sort by the upper halves of the numbers, then by the lower ones where the upper are equal; equal numbers keep their order.
 */
export function orderByNumbers(ids: Uint32Array, column: Float64Array | Float32Array, descending: boolean): Uint32Array {
  const { upper, lower } = sortableWords(ids, column, descending)
  const order = orderOfWords(upper)
  orderTies(order, upper, lower)
  for (let i = 0; i < order.length; i += 1) order[i] = ids[order[i]]
  return order
}

/** The bits of the numbers in two words each that sort like the numbers (or against them). */
function sortableWords(ids: Uint32Array, column: Float64Array | Float32Array, descending: boolean) {
  const upper = new Uint32Array(ids.length)
  const lower = new Uint32Array(ids.length)
  const number = new Float64Array(1)
  const words = new Uint32Array(number.buffer)
  for (let i = 0; i < ids.length; i += 1) {
    // Adding 0 turns −0 into 0: both are the same number.
    number[0] = column[ids[i]] + 0
    const negative = words[1] >>> 31 === 1
    const flip = negative !== descending ? 0xffffffff : 0
    lower[i] = words[0] ^ flip
    upper[i] = words[1] ^ (negative ? flip : flip ^ 0x80000000)
  }
  return { upper, lower }
}

/** Puts the positions whose upper words are equal into the order of their lower words. */
function orderTies(order: Uint32Array, upper: Uint32Array, lower: Uint32Array): void {
  for (let from = 0, to = 1; from < order.length; from = to, to += 1) {
    while (to < order.length && upper[order[to]] === upper[order[from]]) to += 1
    if (to - from > shortRun) orderLongRun(order.subarray(from, to), lower)
    else if (to - from > 1) orderShortRun(order, from, to, lower)
  }
}

function orderShortRun(order: Uint32Array, from: number, to: number, words: Uint32Array): void {
  for (let next = from + 1; next < to; next += 1) {
    const position = order[next]
    let at = next
    for (; at > from && words[order[at - 1]] > words[position]; at -= 1) order[at] = order[at - 1]
    order[at] = position
  }
}

function orderLongRun(run: Uint32Array, words: Uint32Array): void {
  const positions = run.slice()
  const own = new Uint32Array(run.length)
  for (let i = 0; i < own.length; i += 1) own[i] = words[positions[i]]
  const places = orderOfWords(own)
  for (let i = 0; i < run.length; i += 1) run[i] = positions[places[i]]
}
