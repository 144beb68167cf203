/** Sparse rows turned round: the rows of each feature. */
import type { SparseRows } from '../../../../contract/records/arrays'

/** Feature i has the entries starts[i] … starts[i + 1] − 1; rows (places among the given ones) ascend within a feature. */
export interface PostingsOfAll {
  /** [dSae + 1] */
  starts: Uint32Array
  rows: Uint32Array
  values: Float32Array
}

export function byFeature({ count, dSae, starts, features, values }: SparseRows): PostingsOfAll {
  const out = {
    starts: new Uint32Array(dSae + 1),
    rows: new Uint32Array(features.length),
    values: new Float32Array(features.length)
  }
  for (const feature of features) out.starts[feature + 1] += 1
  for (let feature = 0; feature < dSae; feature += 1) out.starts[feature + 1] += out.starts[feature]
  const next = out.starts.slice()
  for (let row = 0; row < count; row += 1) {
    for (let at = starts[row]; at < starts[row + 1]; at += 1) {
      const place = next[features[at]]
      next[features[at]] += 1
      out.rows[place] = row
      out.values[place] = values[at]
    }
  }
  return out
}
