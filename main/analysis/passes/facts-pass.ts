/**
 * Goes through the features in order and hands their records to the sink in blocks.
 */
import type { ActivationIndexReader, AnalysisSink, FeatureRecord, NeighborFeatures } from '../ports'
import { breathe } from './breathe'
import { featureRecord, type RecordMaker } from './feature-record'

/** Features per block: a block is a few MB at most, and the sink stores one at a time. */
const blockFeatures = 256

export interface FactsPass {
  maker: RecordMaker
  index: ActivationIndexReader
  neighborsOf(feature: number): NeighborFeatures
  sink: AnalysisSink
  signal: AbortSignal
  /** Called after each block with the features done so far. */
  onFeatures(features: number): void
}

export async function factsPass(pass: FactsPass): Promise<void> {
  const dSae = pass.maker.totals.activeRows.length
  for (let first = 0; first < dSae; first += blockFeatures) {
    await breathe(pass.signal)
    const next = Math.min(first + blockFeatures, dSae)
    await pass.sink.facts({ first, features: await records(pass, first, next) })
    pass.onFeatures(next)
  }
}

async function records(pass: FactsPass, first: number, next: number): Promise<FeatureRecord[]> {
  const features: FeatureRecord[] = []
  for (let feature = first; feature < next; feature += 1) {
    const postings = await pass.index.postings(feature)
    features.push(featureRecord(pass.maker, feature, postings, pass.neighborsOf(feature)))
  }
  return features
}
