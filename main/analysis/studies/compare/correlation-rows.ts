/** Correlations of activations between all features of two dictionaries, one feature of the first at a time. */
import { breathe } from '../../passes/breathe'
import { phaseProgress } from '../../progress'
import { correlationOf, momentOf, momentsOf } from './pair-activity'
import { byFeature } from './postings'
import type { PairedRows } from './row-sample'
import type { Watched } from './watched'

export interface CorrelationRow {
  feature: number
  /** Features of B that fire on a row on which it fires, ascending. Used again for the next row, as the values are. */
  others: Uint32Array
  /** [features of B], of `others` only. */
  values: Float32Array
}

/** Features that never fire are left out. Throws cancelled. */
export async function* correlationRows(
  { rows, a, b }: PairedRows,
  { signal, onProgress }: Watched
): AsyncGenerator<CorrelationRow> {
  const [inA, inB] = [momentsOf(a), momentsOf(b)]
  const postings = byFeature(a)
  const together = new FiringTogether(b.dSae)
  const values = new Float32Array(b.dSae)
  const tell = phaseProgress({ total: a.dSae, unit: 'features', note: 'Correlating features' }, onProgress)
  for (let feature = 0; feature < a.dSae; feature += 1) {
    if (feature % 64 === 0) await breathe(signal)
    if (inA.active[feature] === 0) continue
    const [from, to] = [postings.starts[feature], postings.starts[feature + 1]]
    for (let at = from; at < to; at += 1) together.add(b, postings.rows[at], postings.values[at])
    const others = together.features()
    for (const other of others) {
      // A correlation that is not defined is none: NaN || 0.
      values[other] = correlationOf(rows, together.products[other], momentOf(inA, feature), momentOf(inB, other)) || 0
    }
    yield { feature, others, values }
    together.clear(others)
    tell(feature + 1)
  }
}

/** Σ of products of activations with one feature, of all features that fire with it. */
class FiringTogether {
  readonly products: Float64Array
  private readonly touched: Uint32Array
  private readonly isTouched: Uint8Array
  private length = 0

  constructor(dSae: number) {
    this.products = new Float64Array(dSae)
    this.touched = new Uint32Array(dSae)
    this.isTouched = new Uint8Array(dSae)
  }

  add({ starts, features, values }: PairedRows['b'], row: number, value: number): void {
    for (let entry = starts[row]; entry < starts[row + 1]; entry += 1) {
      const other = features[entry]
      if (this.isTouched[other] === 0) {
        this.isTouched[other] = 1
        this.touched[this.length] = other
        this.length += 1
      }
      this.products[other] += value * values[entry]
    }
  }

  features(): Uint32Array {
    return this.touched.subarray(0, this.length).sort()
  }

  clear(features: Uint32Array): void {
    for (const feature of features) {
      this.products[feature] = 0
      this.isTouched[feature] = 0
    }
    this.length = 0
  }
}
