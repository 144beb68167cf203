/**
 * Gradients of a batch that is too large to be computed at once: those of its parts, each with the weight of its rows.
 * Losses are means over rows, so the sum is the whole batch's to rounding. What is no mean over rows is taken per part instead:
 * the k · rows largest that BatchTopK and Matryoshka choose, the variance of the residual that AuxK's loss is divided by,
 * KL's rates of activation, JumpReLU's distance from a target L0.
 */
import type { RunConfig } from '../../../contract/records/run'
import type { Gradients, Path, Rows, StepSettings, Weights } from '../architectures/architecture'
import { added, mapped } from '../architectures/gradient-sums'
import type { Tensor2D } from '../backend/library'
import { tf } from '../backend/library'

/** Numbers of a dense [rows, dSae] matrix at most, 512 MB of f32; the same on every machine, so that runs are too. */
const denseNumbers = 2 ** 27

export function rowsAtOnce({ rowsAtOnce, dSae }: Pick<RunConfig, 'rowsAtOnce' | 'dSae'>): number {
  return rowsAtOnce ?? Math.max(1, Math.floor(denseNumbers / dSae))
}

/** Sizes of equal parts, as few as hold at most `most` rows each; sizes differ by one at most. */
export function partSizes(rows: number, most: number): number[] {
  const parts = Math.max(1, Math.ceil(rows / most))
  return Array.from({ length: parts }, (_, part) => Math.floor(((part + 1) * rows) / parts) - Math.floor((part * rows) / parts))
}

/** As `path.gradients` for all rows, with at most `most` rows at once. Called inside a tidy. */
export function accumulatedGradients(path: Path, weights: Weights, rows: Rows, settings: StepSettings, most: number): Gradients {
  const total = rows.x.shape[0]
  const sizes = partSizes(total, most)
  if (sizes.length === 1) return path.gradients(weights, rows, settings)
  let sum: Gradients | undefined
  let from = 0
  for (const size of sizes) {
    const part = weighted(() => path.gradients(weights, partOf(rows, from, size), settings), size / total)
    sum = sum ? added(sum, part) : part
    from += size
  }
  return sum as Gradients
}

function partOf({ x, y }: Rows, from: number, size: number): Rows {
  const slice = (matrix: Tensor2D): Tensor2D => matrix.slice([from, 0], [size, matrix.shape[1]])
  const part = slice(x)
  return { x: part, y: y === x ? part : slice(y) }
}

/** Gradients and losses times `weight`; everything else that `compute` made is freed. */
function weighted(compute: () => Gradients, weight: number): Gradients {
  let numbers: Omit<Gradients, 'gradients'> | undefined
  const gradients = tf.tidy(() => {
    const { gradients, ...rest } = compute()
    numbers = rest
    return Object.fromEntries(Object.entries(gradients).map(([name, gradient]) => [name, gradient.mul(weight)]))
  })
  const { losses, ...rest } = numbers as Omit<Gradients, 'gradients'>
  return { ...rest, gradients, losses: mapped(losses, (loss) => loss * weight) }
}
