/**
 * What writes to a direction of a dictionary's output: features by their decoder rows, and through the active features the
 * numbers of the input.
 */
import { cosineOf, dotAt, norm } from '../../maths/vectors'
import { greatestBy } from './greatest'

export interface Writer {
  feature: number
  write: number
  cosine: number
}

/** Some decoder rows [n, d] of the features `first` …, or of those in `features`. */
export interface DecoderBlock {
  feature(n: number): number
  count: number
  rows: Float32Array
}

/** The direction with norm 1; undefined for zeros or numbers that are not finite. */
export function unitDirection(vector: ArrayLike<number>): Float64Array | undefined {
  const size = norm(vector)
  return size > 0 && Number.isFinite(size) ? Float64Array.from(vector, (value) => value / size) : undefined
}

/** Collects the features that write the most, |write| descending, while decoder rows pass block by block. */
export class WriterList {
  private kept: Writer[] = []

  /** `strength(feature)`: its activation on a row, or its mean over all. `direction` [d] of norm 1. */
  constructor(
    private readonly direction: Float64Array,
    private readonly strength: (feature: number) => number,
    private readonly most: number
  ) {}

  add({ count, rows, feature }: DecoderBlock): void {
    const d = this.direction.length
    const writes = Float64Array.from({ length: count }, (_, n) => this.strength(feature(n)) * dotAt(rows, n * d, this.direction))
    const best = greatestBy(count, this.most, (n) => Math.abs(writes[n])).map((n): Writer => {
      const cosine = cosineOf(rows.subarray(n * d, (n + 1) * d), this.direction) ?? 0
      return { feature: feature(n), write: writes[n], cosine }
    })
    const all = [...this.kept, ...best]
    this.kept = greatestBy(all.length, this.most, (i) => Math.abs(all[i].write)).map((i) => all[i])
  }

  writers(): Writer[] {
    return this.kept.filter(({ write }) => write !== 0)
  }
}

/**
 * x_i Σ_f W_enc[i, f] c_f of the input numbers x_i `from` …, to `into`. `coefficients` c_f: what the output moves along the direction
 * per unit of the feature's pre-activation, ⟨W_dec_f, d⟩ (times exp r_mag for gated features). `encoder`: rows of W_enc [count, dSae].
 */
export function addInputWrites(
  into: Float64Array,
  { from, count, encoder }: { from: number; count: number; encoder: Float32Array },
  input: ArrayLike<number>,
  active: { features: Uint32Array; coefficients: Float64Array }
): void {
  const dSae = encoder.length / Math.max(1, count)
  for (let i = 0; i < count; i += 1) {
    const value = input[from + i]
    if (value === 0) continue
    let sum = 0
    for (let n = 0; n < active.features.length; n += 1) sum += encoder[i * dSae + active.features[n]] * active.coefficients[n]
    into[from + i] = value * sum
  }
}
