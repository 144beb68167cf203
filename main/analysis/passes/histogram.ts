/**
 * Histograms of one feature's activations over its active rows: 40 equal steps from 0 to the feature's maximum, and 40 equal
 * steps of the logarithm over the four decades below it. Only counts are stored; the edges follow from the maximum.
 */
import { activationBins, logBins, logBinsPerDecade } from '../../../contract/records/feature'

/** [bins + 1] edges from 0 to `max`; edge i is max·i/bins, the last is `max` itself. */
export function equalEdges(max: number, bins: number): number[] {
  return Array.from({ length: bins + 1 }, (_, edge) => (max * edge) / bins)
}

/** Edges of the stored histogram of a feature with this maximum. */
export function histogramEdges(max: number): number[] {
  return equalEdges(max, activationBins)
}

/** [activationBins] counts of `values` (0 < v ≤ max), to `counts`: bin i holds edges[i] ≤ v < edges[i+1], the last one also v = max. */
export function activationHistogram(
  values: Float32Array,
  max: number,
  counts: Uint32Array = new Uint32Array(activationBins)
): Uint32Array {
  counts.fill(0)
  if (!(max > 0)) return counts
  const last = activationBins - 1
  const perUnit = activationBins / max
  for (let i = 0; i < values.length; i += 1) {
    const bin = Math.min(Math.floor(values[i] * perUnit), last)
    // A value on an edge may be rounded below it. Between edges f64 can not err: f32 values are too far apart.
    counts[bin < last && values[i] >= (max * (bin + 1)) / activationBins ? bin + 1 : bin] += 1
  }
  return counts
}

/** Edge i is max · 10^((i − logBins) ÷ logBinsPerDecade); as shares of the maximum. */
const logShares = Array.from({ length: logBins + 1 }, (_, edge) => 10 ** ((edge - logBins) / logBinsPerDecade))

/** [logBins + 1] edges of the log-spaced histogram; the first bin also holds what lies below the first edge. */
export function logHistogramEdges(max: number): number[] {
  return logShares.map((share) => max * share)
}

/** [logBins] counts of `values`, as above: the first bin holds all below it too. */
export function logHistogram(values: Float32Array, max: number, counts: Uint32Array = new Uint32Array(logBins)): Uint32Array {
  counts.fill(0)
  if (!(max > 0)) return counts
  const last = logBins - 1
  for (let i = 0; i < values.length; i += 1) {
    const value = values[i]
    const guess = Math.floor(logBins + logBinsPerDecade * Math.log10(value / max))
    const bin = Math.min(Math.max(guess, 0), last)
    // The logarithm may be rounded over an edge, to either side.
    if (bin < last && value >= max * logShares[bin + 1]) counts[bin + 1] += 1
    else counts[bin > 0 && value < max * logShares[bin] ? bin - 1 : bin] += 1
  }
  return counts
}
