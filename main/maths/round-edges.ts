/** Round bin edges for histograms. */

/** Ascending edges at multiples of a step of 1, 2, 3, 4, 5 or 6 · 10^k that cover [from, to] in at most `maxBins` bins. */
export function roundEdges(from: number, to: number, maxBins: number): number[] {
  const span = to - from > 0 ? to - from : Math.abs(from) * 0.1 || 1
  const step = roundStep(span, maxBins)
  const first = Math.floor(from / step)
  const bins = Math.max(1, Math.ceil((to - first * step) / step))
  return Array.from({ length: bins + 1 }, (_, index) => Number(((first + index) * step).toPrecision(12)))
}

function roundStep(span: number, maxBins: number): number {
  // One bin is kept free: the first edge lies up to a step below the data.
  const least = span / Math.max(1, maxBins - 1)
  const power = 10 ** Math.floor(Math.log10(least))
  const digit = [1, 2, 3, 4, 5, 6, 10].find((candidate) => candidate * power >= least * (1 - 1e-12)) ?? 10
  return digit * power
}
