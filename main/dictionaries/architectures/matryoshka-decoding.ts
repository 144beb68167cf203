/**
 * The fast way to decode nested dictionaries, and the gradients of matryoshka.ts that follow. The rows of a virtual batch are
 * (group, row), group by group: a group is what one prefix has more than the one before. One sparse product then decodes all
 * groups apart, and their running sums are the reconstructions x̂_j. With g_j = ∂L/∂x̂_j = 2(x̂_j − x)/(n · rows) and their sums
 * from the end S_j = Σ_{l ≥ j} g_l, for feature i of group j:
 *
 *   ∂f_bi = S_j,b · W_dec,i        ∂W_dec,i = Σ_b f_bi S_j,b        ∂b_dec = Σ_b S_1,b + what the encoder sees
 */
import { type Entries, withEntries } from '../backend/entries'
import type { Tensor2D } from '../backend/library'
import { tf } from '../backend/library'
import { squaredNorm } from '../backend/rows'
import type { Decode, Decoding, KeptStep } from './kept'
import { type Shape, withBias } from './shape'

/** `prefixes` ascending, the last is dSae. */
export function decodeNested(prefixes: readonly number[]): Decode {
  return (shape, step) => {
    const { entries } = step.kept
    const count = step.rows.x.shape[0]
    const rows = entries.rows.map((row, i) => groupOf(prefixes, entries.columns[i]) * count + row)
    return withEntries({ rows, columns: entries.columns }, [prefixes.length * count, shape.dSae], (groups) =>
      decodeGroups(shape, step, groups, prefixes.length)
    )
  }
}

/** `groups`: the entries of the kept activations in rows of (group, row), in the same order. */
function decodeGroups(shape: Shape, { weights, rows: { x, y }, kept }: KeptStep, groups: Entries, count: number): Decoding {
  const decoder = weights.W_dec as Tensor2D
  const own = tf.split<Tensor2D>(groups.times(kept.values, decoder), count, 0)
  const errors: Tensor2D[] = []
  own.forEach((product, j) => {
    errors.push(j === 0 ? withBias(shape, weights, product, x).sub(y) : errors[j - 1].add(product))
  })
  const squaredErrors = errors.map((error) => squaredNorm(error).dataSync()[0])
  const sums = sumsFromEnd(errors, 2 / (count * x.shape[0]))
  const stacked = tf.concat2d(sums, 0)
  return {
    error: errors[count - 1],
    squaredError: squaredErrors[count - 1],
    loss: squaredErrors.reduce((sum, each) => sum + each, 0) / (count * x.shape[0]),
    g: sums[0],
    dValues: groups.products(stacked, decoder),
    W_dec: groups.transposedTimes(kept.values, stacked)
  }
}

/** Σ_{l ≥ j} of the matrices times `factor`. */
function sumsFromEnd(matrices: Tensor2D[], factor: number): Tensor2D[] {
  const sums: Tensor2D[] = new Array(matrices.length)
  for (let j = matrices.length - 1; j >= 0; j -= 1) {
    const own: Tensor2D = matrices[j].mul(factor)
    sums[j] = j === matrices.length - 1 ? own : own.add(sums[j + 1])
  }
  return sums
}

function groupOf(prefixes: readonly number[], feature: number): number {
  let group = 0
  while (feature >= prefixes[group]) group += 1
  return group
}
