/** The facts of a block of features as an analysis sends them to the engine, and as the store takes them. */
import { activationBins, exampleLists, intervalCount, logBins } from '../../../contract/records/feature'
import type { FactBlock, MeasuredFact, NearestFeatures } from '../../analysis/ports'
import type { AnalyzedFeature, ExampleRows, FeatureBlock, PeakText } from '../../store/feature-records'

/** The facts with what the other parts of the job know of the same features. */
export interface FactsRecord {
  block: FactBlock
  neighbors: NearestFeatures
  /** [features] */
  peaks: (PeakText | undefined)[]
}

/** What a feature that never fires does not have. */
const ofActive = new Set<MeasuredFact>(['firstRow', 'lastRow'])

/** [features] the row of the strongest example; undefined where a feature never fires. */
export function strongestRows({ lengths, rows }: FactBlock): (number | undefined)[] {
  let at = 0
  return Array.from({ length: lengths.length / exampleLists }, (_, i) => {
    const own = lengths.subarray(i * exampleLists, (i + 1) * exampleLists)
    const strongest = own[0] > 0 ? rows[at] : undefined
    at += own.reduce((sum, length) => sum + length, 0)
    return strongest
  })
}

/** As the store takes them; arrays are views. */
export function featureBlockOf({ block, neighbors, peaks }: FactsRecord): FeatureBlock {
  const perFeature = neighbors.features.length / peaks.length
  const nextExamples = examplesInOrder(block)
  const features = peaks.map((peak, i): AnalyzedFeature => {
    const part = <T extends Uint32Array | Float32Array>(numbers: T, length: number) =>
      numbers.subarray(i * length, (i + 1) * length) as T
    const cosines = part(neighbors.cosines, perFeature)
    const counts = part(block.intervalCounts, intervalCount)
    const [top, random, ...intervals] = Array.from(part(block.lengths, exampleLists), nextExamples)
    return {
      facts: { feature: block.first + i, nearestCosine: cosines[0] ?? 0, ...factsAt(block, i) },
      histogram: part(block.histograms, activationBins),
      logHistogram: part(block.logHistograms, logBins),
      top,
      random,
      intervals: intervals.map((examples, interval) => ({ ...examples, count: counts[interval] })),
      neighbors: { features: part(neighbors.features, perFeature), cosines },
      ...(peak && { peak })
    }
  })
  return { first: block.first, features }
}

/** Gives the examples list by list, each of the length asked for. */
function examplesInOrder({ rows, values }: FactBlock): (length: number) => ExampleRows {
  let at = 0
  return (length) => {
    const examples = { rows: rows.subarray(at, at + length), values: values.subarray(at, at + length) }
    at += length
    return examples
  }
}

function factsAt({ facts }: FactBlock, i: number): Record<MeasuredFact, number> {
  const isActive = facts.activeRows[i] > 0
  const own = (Object.keys(facts) as MeasuredFact[]).filter((fact) => isActive || !ofActive.has(fact))
  return Object.fromEntries(own.map((fact) => [fact, facts[fact][i]])) as Record<MeasuredFact, number>
}
