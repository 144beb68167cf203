/** Density histograms of a run over its steps: which one is in force, which one to compare it with, how many are kept. */
import { type DensityHistogram, densityBins } from '../../../contract/records/metrics'

/** Histograms kept per run; the marker finds one near any step among so many. */
export const mostDensities = 400

/** Features on more than this share of rows are dense (SAEBench freq_over_10_percent). */
const denseFrom = -1
/** Features on fewer than one row in 10,000, but on some, are rare. */
const rareBelow = -4

/** The histogram in force at a step: the latest one not after it; the first one when all are later. */
export function densityAt(density: readonly DensityHistogram[], step: number | null): DensityHistogram | undefined {
  if (step === null) return density.at(-1)
  return density.findLast((histogram) => histogram.step <= step) ?? density[0]
}

/** An earlier histogram to compare with: the one nearest to half of the step. */
export function earlierDensity(density: readonly DensityHistogram[], current: DensityHistogram): DensityHistogram | undefined {
  const earlier = density.filter((histogram) => histogram.step < current.step)
  const distance = (histogram: DensityHistogram) => Math.abs(histogram.step - current.step / 2)
  return earlier.reduce<DensityHistogram | undefined>(
    (best, histogram) => (best && distance(best) <= distance(histogram) ? best : histogram),
    undefined
  )
}

/** The histograms with a new one, ascending; when they are too many, every second one goes, first and last stay. */
export function withDensity(known: readonly DensityHistogram[], added: DensityHistogram): DensityHistogram[] {
  const all = [...known.filter((histogram) => histogram.step < added.step), added]
  if (all.length <= mostDensities) return all
  return all.filter((_, i) => i % 2 === 0 || i === all.length - 1)
}

/** Features of a histogram that fire on hardly any row, and on very many. */
export function rareAndDense({ counts }: DensityHistogram): { rare: number; dense: number } {
  const perDecade = counts.length / (densityBins.to - densityBins.from)
  const binOf = (log: number) => Math.round((log - densityBins.from) * perDecade)
  const sum = (part: number[]) => part.reduce((total, count) => total + count, 0)
  return { rare: sum(counts.slice(0, binOf(rareBelow))), dense: sum(counts.slice(binOf(denseFrom))) }
}
