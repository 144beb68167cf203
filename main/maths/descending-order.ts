/** Activations in descending order: radix sort, since native sorts of positions are ten times slower. */

const digitBits = 11
const digits = 1 << digitBits
/** Below this many numbers clearing the digits costs more than the sort. */
const fewNumbers = 64

/** Positions [n] u32 of positive finite numbers from the greatest to the smallest; equal ones keep their order. */
export function descendingOrder(values: Float32Array): Uint32Array {
  const order = Uint32Array.from(values, (_, i) => i)
  if (values.length <= fewNumbers) return order.sort((a, b) => values[b] - values[a] || a - b)
  // The bits of positive floats sort like the floats.
  const bits = new Uint32Array(values.slice().buffer)
  let from = order
  let to = new Uint32Array(order.length)
  for (let shift = 0; shift < 32; shift += digitBits) {
    orderByDigit(bits, shift, from, to)
    ;[from, to] = [to, from]
  }
  return from
}

function orderByDigit(bits: Uint32Array, shift: number, from: Uint32Array, to: Uint32Array): void {
  const starts = new Uint32Array(digits + 1)
  const last = digits - 1
  for (let i = 0; i < bits.length; i += 1) starts[last - ((bits[i] >>> shift) & last) + 1] += 1
  for (let i = 0; i < digits; i += 1) starts[i + 1] += starts[i]
  for (const position of from) {
    const digit = last - ((bits[position] >>> shift) & last)
    to[starts[digit]] = position
    starts[digit] += 1
  }
}
