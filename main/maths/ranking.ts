/** How well a number ranks rows of a kind before all others: areas and thresholds over all rows at once. */

/** Of a threshold t: rows with a value ≥ t count as found. */
export interface Threshold {
  threshold: number
  precision: number
  recall: number
  f1: number
}

export interface RankingScores {
  positives: number
  /** P(value of a positive > that of a negative) + ½ P(equal): Mann–Whitney U ÷ (positives · negatives); 0.5 without either. */
  auroc: number
  /** Σ (R_n − R_{n−1}) P_n over the different values, descending (scikit-learn's average_precision_score). */
  averagePrecision: number
  /** Precision among the first `positives` rows; of rows with an equal value at the border a share. */
  atPositives: number
  /** The first threshold with the greatest F1. */
  best: Threshold
}

/** Indices by value, the greatest first, equal ones by index. */
export function descending(values: ArrayLike<number>): Uint32Array {
  return Uint32Array.from({ length: values.length }, (_, i) => i).sort((a, b) => values[b] - values[a] || a - b)
}

/** `order`: indices of all rows by `values`, descending (several kinds share one sort). NaN is not allowed. */
export function rankingScores(
  values: ArrayLike<number>,
  order: Uint32Array,
  isPositive: (index: number) => boolean
): RankingScores {
  const ties = tiesOf(values, order, isPositive)
  const positives = ties.reduce((sum, tie) => sum + tie.positives, 0)
  const negatives = order.length - positives
  let best: Threshold = { threshold: Number.POSITIVE_INFINITY, precision: 0, recall: 0, f1: 0 }
  let [found, passed, pairs, averagePrecision, atPositives] = [0, 0, 0, 0, 0]
  for (const tie of ties) {
    pairs += tie.positives * (negatives - (passed - found) - (tie.rows - tie.positives) / 2)
    atPositives += tie.positives * Math.min(1, Math.max(0, positives - passed) / tie.rows)
    found += tie.positives
    passed += tie.rows
    const [precision, recall] = [found / passed, positives > 0 ? found / positives : 0]
    averagePrecision += positives > 0 ? (tie.positives / positives) * precision : 0
    const f1 = found > 0 ? (2 * precision * recall) / (precision + recall) : 0
    if (f1 > best.f1) best = { threshold: tie.value, precision, recall, f1 }
  }
  return {
    positives,
    auroc: positives > 0 && negatives > 0 ? pairs / (positives * negatives) : 0.5,
    averagePrecision,
    atPositives: positives > 0 ? atPositives / positives : 0,
    best
  }
}

/** Rows with an equal value. */
interface Tie {
  value: number
  rows: number
  positives: number
}

function tiesOf(values: ArrayLike<number>, order: Uint32Array, isPositive: (index: number) => boolean): Tie[] {
  const ties: Tie[] = []
  let tie: Tie | undefined
  for (const index of order) {
    if (tie?.value !== values[index]) {
      tie = { value: values[index], rows: 0, positives: 0 }
      ties.push(tie)
    }
    tie.rows += 1
    if (isPositive(index)) tie.positives += 1
  }
  return ties
}
