/**
 * Lanczos iterations: what little products with a large symmetric matrix tell of its eigenvalues.
 * Golub & Meurant, "Matrices, Moments and Quadrature" (2010).
 */
import { blockSize } from './covariance'
import type { Random } from './random'
import { symmetricEigen } from './symmetric-eigen'

/** A Gaussian quadrature of the spectrum as one start vector sees it, largest eigenvalue first. */
export interface Quadrature {
  /** Ritz values, descending. */
  values: Float64Array
  /** Squared first components; sum 1. */
  weights: Float64Array
  /** How far each is from being an eigenvalue, at most. */
  residuals: Float64Array
  /** Unit vector of Ritz value `i`, [n] f64. */
  vector(i: number): Float64Array
}

/** C V for V [n, 4]. May pause between, so that the process stays answerable. */
export type BlockProduct = (v: Float64Array) => Promise<Float64Array>

/** Four runs side by side from random start vectors, up to `steps` steps each, with full reorthogonalization. */
export async function lanczos(product: BlockProduct, n: number, steps: number, random: Random): Promise<Quadrature[]> {
  const runs = Array.from({ length: blockSize }, () => new LanczosRun(n, random))
  for (let step = 0; step < Math.min(steps, n); step += 1) {
    const v = new Float64Array(n * blockSize)
    for (const [r, run] of runs.entries()) for (let i = 0; i < n; i += 1) v[i * blockSize + r] = run.last[i]
    const image = await product(v)
    for (const [r, run] of runs.entries()) run.add(Float64Array.from({ length: n }, (_, i) => image[i * blockSize + r]))
  }
  return runs.map((run) => run.quadrature())
}

class LanczosRun {
  last: Float64Array
  private readonly basis: Float64Array[]
  private readonly diagonal: number[] = []
  private readonly beside: number[] = []
  /** The space that the start vector reaches is used up. */
  private ended = false

  constructor(n: number, random: Random) {
    this.last = Float64Array.from({ length: n }, () => random.normal())
    scale(this.last, 1 / Math.sqrt(dot(this.last, this.last)))
    this.basis = [this.last]
  }

  add(image: Float64Array): void {
    if (this.ended) return
    const size = Math.sqrt(dot(image, image))
    this.diagonal.push(dot(this.last, image))
    // Twice: once leaves a rest of rounding that grows.
    for (let pass = 0; pass < 2; pass += 1) for (const known of this.basis) subtract(image, known, dot(image, known))
    const rest = Math.sqrt(dot(image, image))
    this.ended = !(rest > 1e-12 * size)
    this.beside.push(this.ended ? 0 : rest)
    if (this.ended) return
    scale(image, 1 / rest)
    this.basis.push(image)
    this.last = image
  }

  quadrature(): Quadrature {
    const m = this.diagonal.length
    const matrix = new Float64Array(m * m)
    for (let i = 0; i < m; i += 1) {
      matrix[i * m + i] = this.diagonal[i]
      if (i + 1 < m) matrix[i * m + i + 1] = matrix[(i + 1) * m + i] = this.beside[i]
    }
    const { values, vectors } = symmetricEigen(matrix, m)
    return {
      values,
      weights: Float64Array.from({ length: m }, (_, i) => vectors[i * m] ** 2),
      residuals: Float64Array.from({ length: m }, (_, i) => this.beside[m - 1] * Math.abs(vectors[i * m + m - 1])),
      vector: (i) => this.combine(vectors.subarray(i * m, (i + 1) * m))
    }
  }

  private combine(coefficients: Float64Array): Float64Array {
    const sum = new Float64Array(this.last.length)
    for (const [j, coefficient] of coefficients.entries()) subtract(sum, this.basis[j], -coefficient)
    scale(sum, 1 / Math.sqrt(dot(sum, sum)))
    return sum
  }
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0
  for (let i = 0; i < a.length; i += 1) sum += a[i] * b[i]
  return sum
}

function subtract(from: Float64Array, vector: Float64Array, times: number): void {
  for (let i = 0; i < from.length; i += 1) from[i] -= times * vector[i]
}

function scale(vector: Float64Array, factor: number): void {
  for (let i = 0; i < vector.length; i += 1) vector[i] *= factor
}
