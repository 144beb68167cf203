/** Logistic regression by Newton's method, with rows that stand for several (D. R. Cox 1958; scikit-learn's objective with C = 1). */
import { solvePositive } from './cholesky'

/** Row i has the values x[i·width] … and stands for `positives[i]` rows that are and `negatives[i]` that are not. */
export interface CountedRows {
  width: number
  /** [rows, width] */
  x: Float64Array
  positives: Float64Array
  negatives: Float64Array
}

export interface LogisticFit {
  /** [width] */
  weights: Float64Array
  bias: number
  /** Σ −ln of the probability given to what the row is, + ½ ‖weights‖². */
  loss: number
}

const mostSteps = 50
const tolerance = 1e-8

/** The least loss Σ ln(1 + e^∓score) + ½ ‖weights‖²; the bias is not held small. Values should be about 1 in size. */
export function fitLogistic(rows: CountedRows): LogisticFit {
  let fit = startFit(rows)
  for (let step = 0; step < mostSteps; step += 1) {
    const next = newtonStep(rows, fit)
    if (!next) return fit
    const gain = fit.loss - next.loss
    fit = next
    if (gain < tolerance * (1 + fit.loss)) return fit
  }
  return fit
}

/** Of row i: bias + Σ weight · x. */
export function scoreOf({ width, x }: Pick<CountedRows, 'width' | 'x'>, { weights, bias }: LogisticFit, row: number): number {
  let score = bias
  for (let i = 0; i < width; i += 1) score += weights[i] * x[row * width + i]
  return score
}

/** Probability of a score. */
export function logistic(score: number): number {
  return 1 / (1 + Math.exp(-score))
}

/** No weights, the share of positives as bias. */
function startFit(rows: CountedRows): LogisticFit {
  const sum = (counts: Float64Array): number => counts.reduce((total, count) => total + count, 0)
  const bias = Math.log((sum(rows.positives) + 0.5) / (sum(rows.negatives) + 0.5))
  return withLoss(rows, new Float64Array(rows.width), bias)
}

/** The whole step, or as much of it as lowers the loss; undefined when none does. */
function newtonStep(rows: CountedRows, fit: LogisticFit): LogisticFit | undefined {
  const { gradient, hessian } = derivatives(rows, fit)
  const direction = solvePositive(hessian, gradient)
  if (!direction) return undefined
  for (let share = 1; share > 1e-4; share /= 2) {
    const weights = fit.weights.map((weight, i) => weight - share * direction[i])
    const next = withLoss(rows, weights, fit.bias - share * direction[rows.width])
    if (next.loss < fit.loss) return next
  }
  return undefined
}

/** Of the loss by the weights, then the bias. */
function derivatives(rows: CountedRows, fit: LogisticFit): { gradient: Float64Array; hessian: Float64Array } {
  const { width, x, positives, negatives } = rows
  const size = width + 1
  const gradient = new Float64Array(size)
  const hessian = new Float64Array(size * size)
  const value = new Float64Array(size).fill(1)
  for (let row = 0; row < positives.length; row += 1) {
    for (let i = 0; i < width; i += 1) value[i] = x[row * width + i]
    const p = logistic(scoreOf(rows, fit, row))
    const count = positives[row] + negatives[row]
    const slope = count * p - positives[row]
    const curve = count * p * (1 - p)
    for (let i = 0; i < size; i += 1) {
      gradient[i] += slope * value[i]
      for (let j = 0; j <= i; j += 1) hessian[i * size + j] += curve * value[i] * value[j]
    }
  }
  for (let i = 0; i < width; i += 1) {
    gradient[i] += fit.weights[i]
    hessian[i * size + i] += 1
  }
  // So that rows that are told apart wholly do not make it singular.
  hessian[size * size - 1] += 1e-9
  return { gradient, hessian: mirrored(hessian, size) }
}

function mirrored(matrix: Float64Array, size: number): Float64Array {
  for (let i = 0; i < size; i += 1) for (let j = 0; j < i; j += 1) matrix[j * size + i] = matrix[i * size + j]
  return matrix
}

function withLoss(rows: CountedRows, weights: Float64Array, bias: number): LogisticFit {
  const fit = { weights, bias, loss: 0 }
  for (const weight of weights) fit.loss += (weight * weight) / 2
  for (let row = 0; row < rows.positives.length; row += 1) {
    const score = scoreOf(rows, fit, row)
    fit.loss += rows.positives[row] * softplus(-score) + rows.negatives[row] * softplus(score)
  }
  return fit
}

/** ln(1 + e^x) without overflow. */
function softplus(x: number): number {
  return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)))
}
