/**
 * Seeded random numbers, the same on every machine: sfc32 (C. Doty-Humphrey, PractRand), seeded by splitmix32.
 * Not for secrets. Orders of rows are in shuffle.ts.
 */

/** A stream of random numbers; the n-th number depends on the seed and n alone. */
export interface Random {
  /** Uniform in [0, 1), 32 random bits. */
  next(): number
  /** Uniform whole number in [0, n), 1 ≤ n ≤ 2^32. */
  integer(n: number): number
  /** Normal, mean 0, variance 1 (Box–Muller). */
  normal(): number
}

/** A stream for this seed (any finite number; whole numbers up to 2^53 give different streams). */
export function createRandom(seed: number): Random {
  const draw = sfc32(seed)
  let spare: number | undefined
  const next = (): number => draw() / 4294967296
  return {
    next,
    integer: (n) => Math.floor(next() * n),
    normal: () => {
      if (spare !== undefined) {
        const value = spare
        spare = undefined
        return value
      }
      // 1 − next() lies in (0, 1]: its logarithm is finite.
      const radius = Math.sqrt(-2 * Math.log(1 - next()))
      const angle = 2 * Math.PI * next()
      spare = radius * Math.sin(angle)
      return radius * Math.cos(angle)
    }
  }
}

/** One seed made of several numbers, so that (seed, epoch) or (seed, purpose) have streams of their own. 0 … 2^32 − 1. */
export function mixSeeds(...parts: number[]): number {
  let state = 0x9e3779b9
  for (const part of parts) {
    state = splitmix32(state ^ lowBits(part))
    state = splitmix32(state ^ highBits(part))
  }
  return state >>> 0
}

function sfc32(seed: number): () => number {
  let a = splitmix32(lowBits(seed))
  let b = splitmix32(a ^ highBits(seed))
  let c = splitmix32(b)
  let counter = 1
  const draw = (): number => {
    const sum = (a + b + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = ((c << 21) | (c >>> 11)) + sum
    c |= 0
    return sum >>> 0
  }
  for (let round = 0; round < 12; round += 1) draw()
  return draw
}

function splitmix32(state: number): number {
  let z = (state + 0x9e3779b9) | 0
  z = Math.imul(z ^ (z >>> 16), 0x21f0aaad)
  z = Math.imul(z ^ (z >>> 15), 0x735a2d97)
  return z ^ (z >>> 15)
}

function lowBits(value: number): number {
  return value >>> 0
}

function highBits(value: number): number {
  return Math.floor(value / 4294967296) >>> 0
}
