/**
 * How well a learned dictionary has found known directions: mean max cosine (Sharkey et al. 2022, MMCS) and the matched mean
 * cosine (MCC: each true direction has a learned one of its own, chosen by the best assignment; SAELens synthetic evals).
 */
import { bestAssignment } from './assignment'

export interface Recovery {
  /** Mean over true directions of the largest |cosine| with any learned one, 0–1. */
  meanMaxCosine: number
  /** Mean |cosine| under the best one-to-one matching, 0–1; unmatched true directions count as 0. */
  matchedCosine: number
}

/** `truth` [features, dIn] and `learned` [dSae, dIn], rows of any length; rows of norm 0 match nothing. */
export function recovery(truth: Float32Array, learned: Float32Array, dIn: number): Recovery {
  const cosines = absoluteCosines(unit(truth, dIn), unit(learned, dIn), dIn)
  const features = truth.length / dIn
  const dSae = learned.length / dIn
  let best = 0
  for (let feature = 0; feature < features; feature += 1) {
    best += cosines.subarray(feature * dSae, (feature + 1) * dSae).reduce((largest, value) => Math.max(largest, value), 0)
  }
  // The assignment needs at least as many columns as rows; added ones match nothing.
  const columns = Math.max(dSae, features)
  const costs = new Float64Array(features * columns)
  for (let feature = 0; feature < features; feature += 1) {
    for (let at = 0; at < dSae; at += 1) costs[feature * columns + at] = -cosines[feature * dSae + at]
  }
  const chosen = bestAssignment(costs, features, columns)
  let matched = 0
  chosen.forEach((column, feature) => {
    matched -= costs[feature * columns + column]
  })
  return { meanMaxCosine: best / features, matchedCosine: matched / features }
}

/** [features, dSae] */
function absoluteCosines(truth: Float32Array, learned: Float32Array, dIn: number): Float32Array {
  const [features, dSae] = [truth.length / dIn, learned.length / dIn]
  const cosines = new Float32Array(features * dSae)
  for (let feature = 0; feature < features; feature += 1) {
    for (let at = 0; at < dSae; at += 1) {
      let sum = 0
      for (let i = 0; i < dIn; i += 1) sum += truth[feature * dIn + i] * learned[at * dIn + i]
      cosines[feature * dSae + at] = Math.abs(sum)
    }
  }
  return cosines
}

function unit(rows: Float32Array, dIn: number): Float32Array {
  const out = rows.slice()
  for (let from = 0; from < out.length; from += dIn) {
    const row = out.subarray(from, from + dIn)
    const norm = Math.hypot(...row)
    if (norm > 0) for (let i = 0; i < dIn; i += 1) row[i] /= norm
  }
  return out
}
