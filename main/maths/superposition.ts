/**
 * Planted dictionaries: rows that are known sums of known directions, as "Toy Models of Superposition" (Elhage et al. 2022) has
 * them; a dictionary learned from the rows can be compared with the truth (main/maths/recovery.ts).
 */
import { createRandom, mixSeeds } from './random'
import { randomRows } from './random-rows'

export interface Superposition {
  features: number
  dIn: number
  /** Features that fire per row, on average. */
  active: number
  seed: number
}

/** Keeps the streams of these purposes apart. */
const purposes = { directions: 0x3001, rows: 0x3002 }

/** Unit rows of random direction, [features, dIn]. */
export function plantedDirections({ features, dIn, seed }: Superposition): Float32Array {
  return randomRows(features, dIn, 1, mixSeeds(seed, purposes.directions))
}

/**
 * Rows Σ a_i · direction_i, [count, dIn]. Every feature fires by itself, the first ones three times as often as the last ones
 * (`active` in the mean of all); a_i lies evenly in 0.5 … 1.5. `from`: number of the first row; any row is the same whatever
 * it is made together with.
 */
export function plantedRows(o: Superposition, directions: Float32Array, count: number, from = 0): Float32Array {
  const { features, dIn } = o
  const rates = firingRates(o)
  const rows = new Float32Array(count * dIn)
  for (let row = 0; row < count; row += 1) {
    const random = createRandom(mixSeeds(o.seed, purposes.rows, from + row))
    const values = rows.subarray(row * dIn, (row + 1) * dIn)
    for (let feature = 0; feature < features; feature += 1) {
      if (random.next() >= rates[feature]) continue
      const size = 0.5 + random.next()
      for (let i = 0; i < dIn; i += 1) values[i] += size * directions[feature * dIn + i]
    }
  }
  return rows
}

/** Share of rows on which each feature fires, [features]: from 1.5 times the mean, evenly, down to half of it. */
export function firingRates({ features, active }: Superposition): Float64Array {
  const mean = active / features
  return Float64Array.from({ length: features }, (_, i) => mean * (1.5 - i / Math.max(1, features - 1)))
}
