/**
 * Balanced accuracy with its uncertainty after few answers: the posterior of the mean of two shares, each with a flat prior
 * (Brodersen, Ong, Stephan, Buhmann 2010, "The balanced accuracy and its posterior distribution", ICPR).
 */

export interface RightOf {
  right: number
  of: number
}

/** Steps of the grid on which the two posteriors are added; the interval is exact to about 1 ÷ steps. */
const steps = 1_000

/** (share of positives found + share of negatives found) ÷ 2, 0–1. Of a kind that was not asked there must be one at least. */
export function balancedAccuracy(positives: RightOf, negatives: RightOf): number {
  return (positives.right / positives.of + negatives.right / negatives.of) / 2
}

/** The central interval that holds `share` of the posterior, [low, high] in 0–1. */
export function balancedAccuracyInterval(positives: RightOf, negatives: RightOf, share = 0.95): [number, number] {
  const sums = convolved(betaGrid(positives), betaGrid(negatives))
  const tail = (1 - share) / 2
  return [quantile(sums, tail), quantile(sums, 1 - tail)]
}

/** Beta(right + 1, wrong + 1) at the middles of the steps, adding up to 1. */
function betaGrid({ right, of }: RightOf): Float64Array {
  const grid = Float64Array.from({ length: steps }, (_, i) => {
    const x = (i + 0.5) / steps
    return x ** right * (1 - x) ** (of - right)
  })
  const total = grid.reduce((sum, value) => sum + value, 0)
  return grid.map((value) => value / total)
}

/** Place i holds the weight of a mean of (i + 1) ÷ (2 · steps). */
function convolved(a: Float64Array, b: Float64Array): Float64Array {
  const sums = new Float64Array(2 * steps - 1)
  for (let i = 0; i < steps; i += 1) for (let j = 0; j < steps; j += 1) sums[i + j] += a[i] * b[j]
  return sums
}

function quantile(sums: Float64Array, share: number): number {
  let below = 0
  for (let i = 0; i < sums.length; i += 1) {
    below += sums[i]
    if (below >= share) return (i + 1) / (2 * steps)
  }
  return 1
}
