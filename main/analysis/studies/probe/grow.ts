/**
 * Grows a probe feature by feature (Gurnee et al. 2023; the choice of the next one as in orthogonal matching pursuit, Pati et al. 1993):
 * of the features that explain best what the probe gets wrong, a few are tried, and the one with the least loss is taken.
 */
import type { Postings } from '../../../../contract/records/arrays'
import { fitLogistic, type LogisticFit, logistic, scoreOf } from '../../../maths/logistic-regression'
import { parts } from '../held-out'
import { type SparseDesign, sparseDesign } from './sparse-design'
import type { Target } from './target'

/** Features that are tried at each step. */
const tried = 8

/** A feature that may be taken, with its root mean square on the rows on which it fires. */
export interface Candidate {
  feature: number
  postings: Postings
  scale: number
}

export interface Grown {
  taken: Candidate[]
  design: SparseDesign
  /** Weights are of activations divided by the scales. */
  fit: LogisticFit
}

export function candidateOf(feature: number, postings: Postings): Candidate {
  let squares = 0
  for (const value of postings.values) squares += value * value
  return { feature, postings, scale: Math.sqrt(squares / Math.max(1, postings.values.length)) || 1 }
}

/** A probe of these features, fitted on the training rows. */
export function fitted(taken: Candidate[], target: Target): Grown {
  const { features, scales } = inputsOf(taken)
  const design = sparseDesign(features, scales, target, 'train')
  return { taken, design, fit: fitLogistic(design) }
}

/** The features and scales that sparseDesign takes. */
export function inputsOf(taken: Candidate[]): { features: Postings[]; scales: number[] } {
  return { features: taken.map(({ postings }) => postings), scales: taken.map(({ scale }) => scale) }
}

/** With one feature more; undefined when none makes the loss smaller. */
export function grown(probe: Grown, candidates: Candidate[], target: Target): Grown | undefined {
  const wrong = residuals(probe, target)
  const free = candidates.filter((candidate) => !probe.taken.includes(candidate))
  const ranked = free
    .map((candidate) => ({ candidate, score: explained(candidate.postings, wrong, target) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || a.candidate.feature - b.candidate.feature)
  let best: Grown | undefined
  for (const { candidate } of ranked.slice(0, tried)) {
    const next = fitted([...probe.taken, candidate], target)
    if (next.fit.loss < (best?.fit.loss ?? probe.fit.loss)) best = next
  }
  return best
}

/** [rows] 1 or 0 minus the probability that the probe gives, on training rows. */
function residuals({ design, fit }: Grown, { isPositive }: Target): Float32Array {
  const silent = logistic(fit.bias)
  const wrong = Float32Array.from(isPositive, (is) => is - silent)
  design.rowIds.forEach((row, i) => {
    wrong[row] = isPositive[row] - logistic(scoreOf(design, fit, i))
  })
  return wrong
}

/** |Σ x · residual| ÷ √Σ x², over training rows. */
function explained({ rows, values }: Postings, wrong: Float32Array, { partOf }: Target): number {
  let [product, squares] = [0, 0]
  for (let i = 0; i < rows.length; i += 1) {
    if (partOf[rows[i]] !== parts.train) continue
    product += values[i] * wrong[rows[i]]
    squares += values[i] * values[i]
  }
  return squares > 0 ? Math.abs(product) / Math.sqrt(squares) : 0
}
