/** The losses once more, in plain loops and float64, to compare definitions and gradients with. */

export interface PlainWeights {
  /** [dSae][dIn] */
  W_enc: number[][]
  b_enc: number[]
  W_dec: number[][]
  b_dec: number[]
}

export function topkLoss(weights: PlainWeights, x: number[][], k: number): number {
  return meanError(weights, x, (pre) => {
    const kept = pre.map((value, i) => ({ value, i })).sort((a, b) => b.value - a.value)
    const features = pre.map(() => 0)
    for (const { value, i } of kept.slice(0, k)) features[i] = Math.max(0, value)
    return features
  })
}

export function reluL1Loss(weights: PlainWeights, x: number[][], sparsityCoefficient: number): number {
  const relu = (pre: number[]): number[] => pre.map((value) => Math.max(0, value))
  const norms = weights.W_dec.map((row) => Math.hypot(...row))
  const penalties = x.map((row) => dot(relu(preActivations(weights, row)), norms))
  return meanError(weights, x, relu) + (sparsityCoefficient * sum(penalties)) / x.length
}

/** Mean squared error of f = ReLU(pre), with a penalty on all f, [rows][dSae]. */
export function reluLoss(weights: PlainWeights, x: number[][], penalty: (features: number[][]) => number): number {
  const relu = (pre: number[]): number[] => pre.map((value) => Math.max(0, value))
  return meanError(weights, x, relu) + penalty(x.map((row) => relu(preActivations(weights, row))))
}

export function sumOver(rows: number[][], of: (value: number) => number): number {
  return sum(rows.map((row) => sum(row.map(of))))
}

export function meanError(weights: PlainWeights, x: number[][], activate: (pre: number[]) => number[]): number {
  const errors = x.map((row) => {
    const features = activate(preActivations(weights, row))
    return sum(row.map((value, i) => (value - weights.b_dec[i] - dot(features, column(weights.W_dec, i))) ** 2))
  })
  return sum(errors) / x.length
}

export function preActivations({ W_enc, b_enc, b_dec }: PlainWeights, row: number[]): number[] {
  const centered = row.map((value, i) => value - b_dec[i])
  return W_enc.map((weights, feature) => dot(weights, centered) + b_enc[feature])
}

export function column(matrix: number[][], i: number): number[] {
  return matrix.map((row) => row[i])
}

export function dot(a: number[], b: number[]): number {
  return sum(a.map((value, i) => value * b[i]))
}

export function sum(values: number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
