/** The losses of the TopK family once more, in plain loops and float64, to compare definitions and gradients with. */
import { column, dot, type PlainWeights, preActivations, sum } from './reference'

/** [rows][dSae] */
type Features = number[][]

/** Mean over prefixes of the mean squared error with the features before each; of BatchTopK with one prefix, dSae. */
export function nestedLoss(weights: PlainWeights, x: number[][], k: number, prefixes: number[]): number {
  const features = batchFeatures(weights, x, k)
  const losses = prefixes.map((width) => {
    const first = features.map((row) => row.map((value, i) => (i < width ? value : 0)))
    return squares(residuals(weights, x, first)) / x.length
  })
  return sum(losses) / losses.length
}

export interface AuxK {
  dead: number[]
  auxK: number
  coefficient: number
  /** r = x − x̂, a constant of the loss. */
  residual: number[][]
}

/** α d_in Σ‖r − r̂‖² / Σ‖r − mean r‖² */
export function auxLoss(weights: PlainWeights, x: number[][], { dead, auxK, coefficient, residual }: AuxK): number {
  const rest = x.map((row, b) => {
    const pre = preActivations(weights, row)
    const active = [...dead].sort((i, j) => pre[j] - pre[i]).slice(0, auxK)
    return residual[b].map((value, d) => value - sum(active.map((i) => pre[i] * weights.W_dec[i][d])))
  })
  const means = residual[0].map((_, d) => sum(column(residual, d)) / residual.length)
  const variance = squares(residual.map((row) => row.map((value, d) => value - means[d])))
  return (coefficient * x[0].length * squares(rest)) / variance
}

/** The k · rows largest of the batch, those above 0. */
export function batchFeatures(weights: PlainWeights, x: number[][], k: number): Features {
  const pre = x.map((row) => preActivations(weights, row))
  const least = pre.flat().sort((a, b) => b - a)[k * x.length - 1]
  return pre.map((row) => row.map((value) => (value >= least ? Math.max(0, value) : 0)))
}

/** The k largest of each row, those above 0. */
export function rowFeatures(weights: PlainWeights, x: number[][], k: number): Features {
  return x.map((row) => batchFeatures(weights, [row], k)[0])
}

/** x − x̂ */
export function residuals({ W_dec, b_dec }: PlainWeights, x: number[][], features: Features): number[][] {
  return x.map((row, b) => row.map((value, d) => value - b_dec[d] - dot(features[b], column(W_dec, d))))
}

function squares(rows: number[][]): number {
  return sum(rows.flat().map((value) => value * value))
}
