/**
 * The spectrum of a covariance in a few numbers: exact for few dimensions, else by stochastic Lanczos quadrature
 * (Ubaru, Chen & Saad 2017), whose noise is taken out where it can be: eigenvalues that have converged count exactly once,
 * and the rest is scaled to the known trace.
 */
import { blockSize, covarianceTimes } from './covariance'
import { lanczos, type Quadrature } from './lanczos'
import { createRandom } from './random'
import { symmetricEigen } from './symmetric-eigen'

export interface Spectrum {
  /** exp of the entropy of λ / Σλ (Roy & Vetterli 2007, effective rank of the covariance matrix); 1 … dIn. */
  entropyRank: number
  /** Participation ratio (Σλ)² / Σλ². */
  participationRatio: number
  /** Principal components that hold 90 % of the variance. */
  componentsFor90: number
  /** The two directions of most variance, unit, [dIn] f64, and their shares of it; one direction where dIn is 1. */
  directions: { vector: Float64Array; share: number }[]
  /** False where the numbers are estimates. */
  exact: boolean
}

/** `count` eigenvalues of this value, which may be a fraction where it is an estimate. */
interface Level {
  value: number
  count: number
}

/** With so few dimensions the matrix itself is made. */
const exactDimensions = 64
const lanczosSteps = 12
/** A Ritz value counts as an eigenvalue when it is this near to one, relatively. */
const converged = 0.02

/**
 * Of centered rows `x` [count, dIn] f32 with variance; undefined where all rows are equal. `pause` is awaited between products.
 * On rows of language models the estimates lie within about 6 % (entropy, one standard deviation), 3 % (participation)
 * and 10 % (components) of those of the exact covariance (bench/peers/check_inspect.py).
 */
export async function spectrumOf(
  x: Float32Array,
  count: number,
  dIn: number,
  seed: number,
  pause: () => Promise<void>
): Promise<Spectrum | undefined> {
  let squares = 0
  for (let i = 0; i < count * dIn; i += 1) squares += x[i] * x[i]
  const trace = squares / count
  if (!(trace > 0)) return undefined
  const product = async (v: Float64Array): Promise<Float64Array> => {
    await pause()
    return covarianceTimes(x, count, dIn, v)
  }
  if (dIn <= exactDimensions) return exactSpectrum(product, dIn, trace)
  return estimated(await lanczos(product, dIn, lanczosSteps, createRandom(seed)), dIn, trace)
}

async function exactSpectrum(product: (v: Float64Array) => Promise<Float64Array>, dIn: number, trace: number): Promise<Spectrum> {
  const matrix = new Float64Array(dIn * dIn)
  for (let first = 0; first < dIn; first += blockSize) {
    const units = new Float64Array(dIn * blockSize)
    const columns = Math.min(blockSize, dIn - first)
    for (let c = 0; c < columns; c += 1) units[(first + c) * blockSize + c] = 1
    const image = await product(units)
    for (let i = 0; i < dIn; i += 1) for (let c = 0; c < columns; c += 1) matrix[i * dIn + first + c] = image[i * blockSize + c]
  }
  const { values, vectors } = symmetricEigen(matrix, dIn)
  const levels = Array.from(values, (value) => ({ value: Math.max(0, value), count: 1 }))
  const directions = [0, 1]
    .filter((i) => i < dIn)
    .map((i) => ({ vector: vectors.slice(i * dIn, (i + 1) * dIn), share: levels[i].value / trace }))
  return { ...summary(levels, trace), directions, exact: true }
}

function estimated(runs: Quadrature[], dIn: number, trace: number): Spectrum {
  const known = convergedCount(runs, dIn)
  const top = Array.from({ length: known }, (_, i) => runs.reduce((sum, { values }) => sum + values[i], 0) / runs.length)
  const rest = runs.flatMap(({ values, weights }) =>
    Array.from(values, (value, i) => ({ value: Math.max(0, value), count: weights[i] })).slice(known)
  )
  const left = trace - top.reduce((sum, value) => sum + value, 0)
  const mass = rest.reduce((sum, { value, count }) => sum + value * count, 0)
  const factor = mass > 0 ? Math.max(0, left) / mass : 0
  const levels = [
    ...top.map((value) => ({ value, count: 1 })),
    ...rest.map(({ value, count }) => ({ value, count: count * factor }))
  ].sort((a, b) => b.value - a.value)
  const [first] = runs
  const directions = [0, 1]
    .filter((i) => i < first.values.length)
    .map((i) => ({ vector: first.vector(i), share: Math.max(0, first.values[i]) / trace }))
  return { ...summary(levels, trace), directions, exact: false }
}

/** How many leading values have converged in all runs; one that weighs like several (equal eigenvalues) ends the count. */
function convergedCount(runs: Quadrature[], dIn: number): number {
  const shortest = Math.min(...runs.map(({ values }) => values.length))
  for (let i = 0; i < shortest; i += 1) {
    const weight = runs.reduce((sum, { weights }) => sum + weights[i], 0) / runs.length
    const isSettled = runs.every(({ values, residuals }) => residuals[i] <= converged * values[i])
    if (!isSettled || weight * dIn > blockSize) return i
  }
  return shortest
}

function summary(levels: Level[], trace: number): Pick<Spectrum, 'entropyRank' | 'participationRatio' | 'componentsFor90'> {
  let entropy = 0
  let squares = 0
  for (const { value, count } of levels) {
    const share = value / trace
    if (share > 0) entropy -= count * share * Math.log(share)
    squares += count * share * share
  }
  return { entropyRank: Math.exp(entropy), participationRatio: 1 / squares, componentsFor90: componentsFor(levels, 0.9 * trace) }
}

function componentsFor(levels: Level[], wanted: number): number {
  let mass = 0
  let components = 0
  for (const { value, count } of levels) {
    if (value > 0 && mass + value * count >= wanted) return Math.max(1, Math.ceil(components + (wanted - mass) / value - 1e-9))
    mass += value * count
    components += count
  }
  return Math.max(1, Math.round(components))
}
