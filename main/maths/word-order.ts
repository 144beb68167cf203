/** Order of 32-bit words: a radix sort that moves the words along, so that memory is only read and written in stretches. */

/** From the lowest bit on; three digits are a word. */
const digitBits = 11
const digits = 1 << digitBits
const last = digits - 1

/** Positions [n] u32 of the words from the smallest to the greatest; equal ones keep their order. */
export function orderOfWords(words: Uint32Array): Uint32Array {
  let from: Words = { words, positions: upTo(words.length) }
  let to: Words = { words: new Uint32Array(words.length), positions: new Uint32Array(words.length) }
  for (let shift = 0; shift < 32; shift += digitBits) {
    if (!moveByDigit(from, to, shift)) continue
    const moved = to
    // What was given is not written to.
    to = from.words === words ? { words: new Uint32Array(words.length), positions: from.positions } : from
    from = moved
  }
  return from.positions
}

interface Words {
  words: Uint32Array
  positions: Uint32Array
}

/** Moves the words of `from` to `to` by one digit; false when all have the same one and nothing was moved. */
function moveByDigit(from: Words, to: Words, shift: number): boolean {
  const { words, positions } = from
  const starts = new Uint32Array(digits + 1)
  for (let i = 0; i < words.length; i += 1) starts[((words[i] >>> shift) & last) + 1] += 1
  if (words.length === 0 || starts[((words[0] >>> shift) & last) + 1] === words.length) return false
  for (let i = 0; i < digits; i += 1) starts[i + 1] += starts[i]
  for (let i = 0; i < words.length; i += 1) {
    const word = words[i]
    const at = starts[(word >>> shift) & last]++
    to.words[at] = word
    to.positions[at] = positions[i]
  }
  return true
}

function upTo(count: number): Uint32Array {
  const numbers = new Uint32Array(count)
  for (let i = 0; i < count; i += 1) numbers[i] = i
  return numbers
}
