/**
 * "Fires above t" against "is of the category", for one feature and all categories of a column in two sweeps over its activations,
 * the greatest first. Only the category of a row can gain when the threshold falls below that row, so the work is that of the rows.
 */
import type { ActivePart, ActiveRows } from './active-rows'

/** Rows of each category, and all that have one. */
export interface CategoryTotals {
  rows: number
  /** [categories] */
  positives: Uint32Array
}

/** [categories] each, of the feature that was scored last. A feature that does not fire has zeros and an AUROC of 0.5. */
export interface Scores {
  f1: Float32Array
  precision: Float32Array
  recall: Float32Array
  auroc: Float32Array
  threshold: Float32Array
  lift: Float32Array
}

/** `count` zeros of each. */
export function emptyScores(count: number): Scores {
  const numbers = () => new Float32Array(count)
  return {
    f1: numbers(),
    precision: numbers(),
    recall: numbers(),
    auroc: numbers(),
    threshold: numbers(),
    lift: numbers()
  }
}

export class CategoryScorer {
  readonly scores: Scores
  /** [categories] F1 on the training part, by which features are chosen. */
  readonly trainF1: Float32Array
  private readonly hits: Uint32Array
  private readonly truly: Uint32Array
  private readonly inGroup: Uint32Array
  /** Pairs of a row of the category and another one in which the first has the greater activation. */
  private readonly ordered: Float64Array

  constructor(
    private readonly train: CategoryTotals,
    private readonly heldOut: CategoryTotals
  ) {
    const count = train.positives.length
    this.scores = emptyScores(count)
    this.trainF1 = new Float32Array(count)
    this.hits = new Uint32Array(count)
    this.truly = new Uint32Array(count)
    this.inGroup = new Uint32Array(count)
    this.ordered = new Float64Array(count)
  }

  score({ train, heldOut }: ActiveRows): void {
    this.chooseThresholds(train)
    this.sweepHeldOut(heldOut)
    for (let category = 0; category < this.hits.length; category += 1) this.finish(category, heldOut)
  }

  /** The threshold with the best F1 = 2·hits ÷ (fired + positives); of equal ones the highest. */
  private chooseThresholds({ count, values, codes }: ActivePart): void {
    const { hits, trainF1, train } = this
    const { threshold } = this.scores
    hits.fill(0)
    trainF1.fill(0)
    threshold.fill(0)
    for (let from = 0, to: number; from < count; from = to) {
      to = endOfTies(values, from, count)
      for (let i = from; i < to; i += 1) hits[codes[i]] += 1
      for (let i = from; i < to; i += 1) {
        const category = codes[i]
        const f1 = Math.fround((2 * hits[category]) / (to + train.positives[category]))
        if (f1 <= trainF1[category]) continue
        trainF1[category] = f1
        threshold[category] = between(values[from], to < count ? values[to] : 0)
      }
    }
  }

  private sweepHeldOut({ count, values, codes }: ActivePart): void {
    const { hits, truly, inGroup, ordered, heldOut } = this
    const { threshold } = this.scores
    hits.fill(0)
    truly.fill(0)
    ordered.fill(0)
    for (let from = 0, to: number; from < count; from = to) {
      to = endOfTies(values, from, count)
      for (let i = from; i < to; i += 1) inGroup[codes[i]] += 1
      for (let i = from; i < to; i += 1) {
        const category = codes[i]
        const own = inGroup[category]
        if (own === 0) continue
        inGroup[category] = 0
        const seenOthers = from - truly[category]
        const tiedOthers = to - from - own
        const others = heldOut.rows - heldOut.positives[category]
        ordered[category] += own * (others - seenOthers - tiedOthers / 2)
        truly[category] += own
        if (values[from] > threshold[category]) hits[category] += own
      }
    }
  }

  private finish(category: number, active: ActivePart): void {
    const { hits, truly, scores, heldOut, ordered } = this
    const positives = heldOut.positives[category]
    const others = heldOut.rows - positives
    const fired = this.trainF1[category] > 0 ? countAbove(active, scores.threshold[category]) : 0
    const hit = fired > 0 ? hits[category] : 0
    scores.precision[category] = ratio(hit, fired)
    scores.recall[category] = ratio(hit, positives)
    scores.f1[category] = ratio(2 * hit, fired + positives)
    scores.lift[category] = ratio(hit * heldOut.rows, fired * positives)
    // Rows on which it is silent are tied with each other.
    const silent = (positives - truly[category]) * (others - (active.count - truly[category]))
    scores.auroc[category] = positives > 0 && others > 0 ? (ordered[category] + silent / 2) / (positives * others) : 0.5
  }
}

function endOfTies(values: Float32Array, from: number, count: number): number {
  let to = from + 1
  while (to < count && values[to] === values[from]) to += 1
  return to
}

/** Half way between two values in f32; the lower one where nothing lies between, and 0 itself: "fires at all". */
function between(upper: number, lower: number): number {
  if (lower === 0) return 0
  const middle = Math.fround((upper + lower) / 2)
  return middle < upper ? middle : lower
}

/** How many of the descending values are greater. */
function countAbove({ values, count }: ActivePart, threshold: number): number {
  let [low, high] = [0, count]
  while (low < high) {
    const middle = (low + high) >> 1
    if (values[middle] > threshold) low = middle + 1
    else high = middle
  }
  return low
}

function ratio(part: number, whole: number): number {
  return whole > 0 ? part / whole : 0
}
