/** Puts what is said about consecutive features into one block of long arrays. */
import type { Postings } from '../../../contract/records/arrays'
import { activationBins, exampleCounts, exampleLists, intervalCount, logBins } from '../../../contract/records/feature'
import type { FactBlock, FeatureRange, MeasuredFact } from '../ports'
import type { MeasuredFeature } from './measured-feature'

const mostExamples = exampleCounts.top + exampleCounts.random + intervalCount * exampleCounts.perInterval

export class BlockWriter {
  private readonly block: FactBlock
  private features = 0
  private examples = 0

  constructor({ first, next }: FeatureRange) {
    const count = next - first
    this.block = {
      first,
      facts: factColumns(count),
      histograms: new Uint32Array(count * activationBins),
      logHistograms: new Uint32Array(count * logBins),
      lengths: new Uint32Array(count * exampleLists),
      intervalCounts: new Uint32Array(count * intervalCount),
      rows: new Uint32Array(count * mostExamples),
      values: new Float32Array(count * mostExamples)
    }
  }

  /** The next feature; `postings` are those that its examples point to. */
  add({ facts, histogram, logHistogram, lists, intervalCounts }: MeasuredFeature, postings: Postings): void {
    const { block, features: i } = this
    for (const fact in facts) block.facts[fact as MeasuredFact][i] = facts[fact as MeasuredFact]
    block.histograms.set(histogram, i * activationBins)
    block.logHistograms.set(logHistogram, i * logBins)
    block.intervalCounts.set(intervalCounts, i * intervalCount)
    for (let list = 0; list < exampleLists; list += 1) {
      block.lengths[i * exampleLists + list] = lists[list].length
      for (const position of lists[list]) this.addExample(postings, position)
    }
    this.features += 1
  }

  /** The block; it owns its memory. */
  finished(): FactBlock {
    const { block, examples } = this
    return { ...block, rows: block.rows.slice(0, examples), values: block.values.slice(0, examples) }
  }

  private addExample({ rows, values }: Postings, position: number): void {
    this.block.rows[this.examples] = rows[position]
    this.block.values[this.examples] = values[position]
    this.examples += 1
  }
}

function factColumns(count: number): FactBlock['facts'] {
  const column = () => new Float64Array(count)
  return {
    density: column(),
    activeRows: column(),
    mean: column(),
    max: column(),
    mass: column(),
    variance: column(),
    skew: column(),
    documents: column(),
    documentShare: column(),
    explainedShare: column(),
    firstRow: column(),
    lastRow: column()
  }
}
