/** The norms of all finite rows in a few numbers and a histogram of their bulk. */
import type { NormSummary } from '../../../contract/records/inspection'
import type { QuantileSketch } from '../../maths/quantile-sketch'
import { roundEdges } from '../../maths/round-edges'

const maxBins = 60

export function normSummary(sketch: QuantileSketch): NormSummary {
  if (sketch.count === 0) {
    return { mean: 0, median: 0, min: 0, max: 0, p01: 0, p99: 0, histogram: { edges: [0, 1], counts: [0] }, beyond: 0 }
  }
  const [p01, median, p99] = [0.01, 0.5, 0.99].map((share) => sketch.quantile(share))
  const { min, max } = sketch
  // Where the bulk ends: a few rows far out must not squeeze it into one bin.
  const end = Math.min(max, p99 + 2 * (p99 - p01))
  const edges = roundEdges(min, Math.max(end, min), Math.min(maxBins, Math.max(8, Math.ceil(2 * Math.sqrt(sketch.count)))))
  const { counts, beyond } = sketch.histogram(edges)
  return { mean: sketch.sum / sketch.count, median, min, max, p01, p99, histogram: { edges, counts }, beyond }
}
