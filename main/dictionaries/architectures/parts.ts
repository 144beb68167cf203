/**
 * Written-out gradients where there are any: of all rows at once on few entries, or part by part of the rows on all entries, so
 * that no matrix [rows, dSae] but the encoder's product is made whole. Parts belong to one batch: what is computed with the
 * number of its rows adds up.
 */
import type { Tensor, Tensor1D, Tensor2D, TensorContainer } from '../backend/library'
import { scoped, tf } from '../backend/library'
import { partSizes } from '../learning/accumulation'
import type { Evaluation, Gradients, Path, Rows, StepSettings, Weights } from './architecture'
import { added, usageOfBoth } from './gradient-sums'
import { everywhere, isFew, onEntries, type Support } from './support'

/**
 * Rows of a part at most, where not said otherwise: as many as 32 MB of f32 hold in a matrix [rows, dSae], but not so few that
 * adding up gradients would cost more than it saves. 2,048 × 12,288: 0.6 GB less than in one part, in the same time.
 */
export function usualPartRows(dSae: number): number {
  return Math.max(256, Math.floor(2 ** 23 / dSae))
}

/** What a step gives to a path that works by parts. */
export interface Inputs {
  weights: Weights
  rows: Rows
  step: StepSettings
  /** Rows of a part at most. */
  partRows: number
}

export function pathByParts(
  partRows: number,
  { gradients, evaluate }: { gradients(inputs: Inputs): Gradients; evaluate(inputs: Inputs): Evaluation }
): Path {
  return {
    gradients: (weights, rows, step) => gradients({ weights, rows, step, partRows }),
    evaluate: (weights, rows, step) => evaluate({ weights, rows, step, partRows })
  }
}

export interface Batch {
  rows: Rows
  /** The encoder's, without a bias, [rows, dSae]. */
  product: Tensor2D
  /** [dSae]: what the product has to be above for anything but 0 to follow. */
  above: Tensor1D
  /** Share of the product that is above, 0–1; less where most of it has little to be computed. */
  share: number
  /** Rows of a part at most. */
  partRows: number
}

export interface Part {
  support: Support
  rows: Rows
  product: Tensor2D
  /** Share of the batch's rows that are in this part. */
  share: number
}

export function gradientsByParts(batch: Batch, compute: (part: Part) => Gradients): Gradients {
  return overParts(batch, { compute, tensors: (found) => found.gradients, join: added })
}

export function evaluationByParts(batch: Batch, compute: (part: Part) => Evaluation): Evaluation {
  return overParts(batch, { compute, tensors: (found) => found.reconstruction, join: joined })
}

interface Work<T> {
  compute(part: Part): T
  /** All tensors of a result; others are freed. */
  tensors(found: T): TensorContainer
  join(before: T, found: T): T
}

function overParts<T>(batch: Batch, work: Work<T>): T {
  const { rows, product, above, share } = batch
  const compute = (part: () => Part): T => keeping(() => work.compute(part()), work.tensors)
  if (isFew(share)) return onEntries(product, above, (support) => compute(() => ({ support, rows, product, share: 1 })))
  return spansOf(batch)
    .map((span) => () => compute(() => partOf(batch, span)))
    .reduce<T | undefined>((before, find) => (before ? work.join(before, find()) : find()), undefined) as T
}

/** Σ of what `of` makes of the product, part by part. */
export function sumOverParts(batch: Batch, of: (product: Tensor2D) => Tensor): number {
  const sums = spansOf(batch).map((span) => scoped(() => of(sliced(batch.product, span)).sum().dataSync()[0]))
  return sums.reduce((sum, part) => sum + part, 0)
}

interface Span {
  from: number
  size: number
}

function spansOf({ product, partRows }: Batch): Span[] {
  let from = 0
  return partSizes(product.shape[0], partRows).map((size) => {
    from += size
    return { from: from - size, size }
  })
}

function sliced(matrix: Tensor2D, { from, size }: Span): Tensor2D {
  return matrix.slice([from, 0], [size, matrix.shape[1]])
}

function partOf({ rows: { x, y }, product }: Batch, span: Span): Part {
  const seen = sliced(x, span)
  return {
    support: everywhere,
    rows: { x: seen, y: y === x ? seen : sliced(y, span) },
    product: sliced(product, span),
    share: span.size / product.shape[0]
  }
}

export function keeping<T>(compute: () => T, tensors: (found: T) => TensorContainer): T {
  let found: T | undefined
  tf.tidy(() => {
    found = compute()
    return tensors(found)
  })
  return found as T
}

/** Frees the reconstructions that it was given. */
function joined(a: Evaluation, b: Evaluation): Evaluation {
  const reconstruction = tf.concat2d([a.reconstruction, b.reconstruction], 0)
  tf.dispose([a.reconstruction, b.reconstruction])
  return {
    reconstruction,
    losses: { sparsity: (a.losses.sparsity ?? 0) + (b.losses.sparsity ?? 0) },
    usage: usageOfBoth(a.usage, b.usage)
  }
}
