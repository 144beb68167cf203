/**
 * Half floats in bulk: IEEE binary16 (f16) and bfloat16 (bf16) to and from f32.
 * f16 is read by a table of all 65,536 values; both are written rounded to nearest, ties to even.
 */

let table: Float32Array | undefined

/** Table of f32 values by f16 bits, [65536]; made on first use. */
function f16Table(): Float32Array {
  if (table) return table
  table = new Float32Array(65536)
  for (let bits = 0; bits < 65536; bits += 1) table[bits] = numberFromF16(bits)
  return table
}

/** Value of one f16 by its bits; exact. */
export function numberFromF16(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1
  const exponent = (bits >> 10) & 31
  const fraction = bits & 1023
  if (exponent === 31) return fraction ? Number.NaN : sign * Number.POSITIVE_INFINITY
  if (exponent === 0) return sign * fraction * 2 ** -24
  return sign * (1024 + fraction) * 2 ** (exponent - 25)
}

/** Writes f16 bits as f32 to `target` from index `at`; exact. Gives `target`. */
export function f32FromF16(bits: Uint16Array, target: Float32Array = new Float32Array(bits.length), at = 0): Float32Array {
  const values = f16Table()
  const floats = new Float32Array(target.buffer, target.byteOffset + at * 4, bits.length)
  const count = bits.length
  for (let i = 0; i < count; i += 1) floats[i] = values[bits[i]]
  return target
}

/** Writes bf16 bits as f32 to `target` from index `at`; exact. Gives `target`. */
export function f32FromBf16(bits: Uint16Array, target: Float32Array = new Float32Array(bits.length), at = 0): Float32Array {
  const words = new Uint32Array(target.buffer, target.byteOffset + at * 4, bits.length)
  const count = bits.length
  for (let i = 0; i < count; i += 1) words[i] = bits[i] << 16
  return target
}

/** f16 bits of f32 values, to nearest even; beyond 65,504 (from 65,520) becomes ±infinity. */
export function f16FromF32(values: Float32Array): Uint16Array {
  const words = new Uint32Array(values.buffer, values.byteOffset, values.length)
  const bits = new Uint16Array(values.length)
  for (let i = 0; i < bits.length; i += 1) bits[i] = f16FromWord(words[i])
  return bits
}

/** bf16 bits of f32 values, to nearest even. */
export function bf16FromF32(values: Float32Array): Uint16Array {
  const words = new Uint32Array(values.buffer, values.byteOffset, values.length)
  const bits = new Uint16Array(values.length)
  for (let i = 0; i < bits.length; i += 1) {
    const word = words[i]
    const isNan = (word & 0x7fffffff) > 0x7f800000
    bits[i] = isNan ? (word >>> 16) | 0x40 : (word + 0x7fff + ((word >>> 16) & 1)) >>> 16
  }
  return bits
}

function f16FromWord(word: number): number {
  const sign = (word >>> 16) & 0x8000
  const magnitude = word & 0x7fffffff
  if (magnitude > 0x7f800000) return sign | 0x7e00
  // 0x477ff000 is 65,520, half way between the greatest f16 and the next step.
  if (magnitude >= 0x477ff000) return sign | 0x7c00
  if (magnitude >= 0x38800000) return sign | ((magnitude - 0x38000000 + 0xfff + ((magnitude >>> 13) & 1)) >>> 13)
  // 0x33000000 is 2^−25, half of the smallest f16: it and all below round to zero.
  if (magnitude <= 0x33000000) return sign
  return sign | subnormal(magnitude)
}

function subnormal(magnitude: number): number {
  const shift = 126 - (magnitude >>> 23)
  const fraction = (magnitude & 0x7fffff) | 0x800000
  const half = 1 << (shift - 1)
  const kept = fraction >>> shift
  const rest = fraction & ((1 << shift) - 1)
  return rest > half || (rest === half && (kept & 1) === 1) ? kept + 1 : kept
}
