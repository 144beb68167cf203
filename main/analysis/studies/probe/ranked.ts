/** Rows of a regression ordered by their score: where to cut, and how well a cut or the whole order tells the category. */
import { type CountedRows, type LogisticFit, scoreOf } from '../../../maths/logistic-regression'

/** Groups of rows with the same score, the greatest first. */
export interface Ranked {
  scores: Float64Array
  positives: Float64Array
  negatives: Float64Array
}

export interface CutScores {
  truePositives: number
  falsePositives: number
  falseNegatives: number
  f1: number
  precision: number
  recall: number
}

export function ranked(rows: CountedRows, fit: LogisticFit): Ranked {
  const scores = Float64Array.from(rows.positives, (_, row) => scoreOf(rows, fit, row))
  const order = Uint32Array.from(scores, (_, i) => i).sort((a, b) => scores[b] - scores[a])
  const found: Ranked = {
    scores: new Float64Array(scores.length),
    positives: new Float64Array(scores.length),
    negatives: new Float64Array(scores.length)
  }
  let groups = 0
  for (const row of order) {
    if (groups === 0 || scores[row] !== found.scores[groups - 1]) {
      found.scores[groups] = scores[row]
      groups += 1
    }
    found.positives[groups - 1] += rows.positives[row]
    found.negatives[groups - 1] += rows.negatives[row]
  }
  const { scores: s, positives, negatives } = found
  return { scores: s.subarray(0, groups), positives: positives.subarray(0, groups), negatives: negatives.subarray(0, groups) }
}

/** The score to be exceeded for the best F1 (of equal ones the highest), half way between two that there are; and that F1. */
export function bestCut({ scores, positives, negatives }: Ranked): { cut: number; f1: number } {
  const total = positives.reduce((sum, own) => sum + own, 0)
  let [hits, said] = [0, 0]
  let best = { cut: scores[0] ?? 0, f1: 0 }
  scores.forEach((score, i) => {
    hits += positives[i]
    said += positives[i] + negatives[i]
    const f1 = (2 * hits) / (said + total)
    if (f1 <= best.f1) return
    best = { cut: i + 1 < scores.length ? (score + scores[i + 1]) / 2 : score - 1, f1 }
  })
  return best
}

export function cutScores({ scores, positives, negatives }: Ranked, cut: number): CutScores {
  let [truePositives, falsePositives, falseNegatives] = [0, 0, 0]
  scores.forEach((score, i) => {
    if (score > cut) {
      truePositives += positives[i]
      falsePositives += negatives[i]
    } else falseNegatives += positives[i]
  })
  const ratio = (whole: number, part = truePositives): number => (whole > 0 ? part / whole : 0)
  return {
    truePositives,
    falsePositives,
    falseNegatives,
    f1: ratio(2 * truePositives + falsePositives + falseNegatives, 2 * truePositives),
    precision: ratio(truePositives + falsePositives),
    recall: ratio(truePositives + falseNegatives)
  }
}

/** Share of pairs of a row of the category and another one that are in the right order, ties counted half; 0.5 without pairs. */
export function areaUnderCurve({ positives, negatives }: Ranked): number {
  let [seen, ordered, total, others] = [0, 0, 0, 0]
  for (const own of negatives) others += own
  positives.forEach((own, i) => {
    ordered += own * (others - seen - negatives[i] / 2)
    seen += negatives[i]
    total += own
  })
  return total > 0 && others > 0 ? ordered / (total * others) : 0.5
}
