/** How pairs of features of two dictionaries fire together on the same rows. */
import type { SparseRows } from '../../../../contract/records/arrays'
import type { PairedRows } from './row-sample'

/** Σ and Σ² of the activation of each feature, and on how many rows it fires; all [dSae]. */
export interface Moments {
  active: Uint32Array
  sums: Float64Array
  squares: Float64Array
}

export interface PairActivity {
  /** [features of A] Pearson correlation with the partner's activation; NaN where one never varies, or without a partner. */
  correlation: Float32Array
  /** [features of A] rows on which both fire ÷ rows on which one does; NaN where neither fires, or without a partner. */
  jaccard: Float32Array
}

export function momentsOf({ dSae, features, values }: SparseRows): Moments {
  const moments = { active: new Uint32Array(dSae), sums: new Float64Array(dSae), squares: new Float64Array(dSae) }
  for (let entry = 0; entry < features.length; entry += 1) {
    const feature = features[entry]
    moments.active[feature] += 1
    moments.sums[feature] += values[entry]
    moments.squares[feature] += values[entry] * values[entry]
  }
  return moments
}

/** Of each feature of A with its partner in B; `partnerOf` [features of A], −1 where there is none. */
export function pairActivity({ rows, a, b }: PairedRows, partnerOf: Int32Array): PairActivity {
  const [inA, inB] = [momentsOf(a), momentsOf(b)]
  const products = new Float64Array(a.dSae)
  const together = new Uint32Array(a.dSae)
  const valueIn = new Float32Array(b.dSae)
  for (let row = 0; row < rows; row += 1) {
    for (let at = b.starts[row]; at < b.starts[row + 1]; at += 1) valueIn[b.features[at]] = b.values[at]
    for (let at = a.starts[row]; at < a.starts[row + 1]; at += 1) {
      const feature = a.features[at]
      const partner = partnerOf[feature]
      if (partner < 0 || valueIn[partner] === 0) continue
      products[feature] += a.values[at] * valueIn[partner]
      together[feature] += 1
    }
    for (let at = b.starts[row]; at < b.starts[row + 1]; at += 1) valueIn[b.features[at]] = 0
  }
  const correlation = new Float32Array(a.dSae).fill(Number.NaN)
  const jaccard = new Float32Array(a.dSae).fill(Number.NaN)
  partnerOf.forEach((partner, feature) => {
    if (partner < 0) return
    correlation[feature] = correlationOf(rows, products[feature], momentOf(inA, feature), momentOf(inB, partner))
    jaccard[feature] = together[feature] / (inA.active[feature] + inB.active[partner] - together[feature])
  })
  return { correlation, jaccard }
}

/** Σ and Σ² of one feature. */
export interface Moment {
  sum: number
  square: number
}

export function momentOf({ sums, squares }: Moments, feature: number): Moment {
  return { sum: sums[feature], square: squares[feature] }
}

/** Pearson correlation over `rows` rows from Σ xy and the moments of x and y; NaN where one of them does not vary. */
export function correlationOf(rows: number, product: number, x: Moment, y: Moment): number {
  const variances = (rows * x.square - x.sum ** 2) * (rows * y.square - y.sum ** 2)
  if (!(variances > 0)) return Number.NaN
  return Math.max(-1, Math.min(1, (rows * product - x.sum * y.sum) / Math.sqrt(variances)))
}
