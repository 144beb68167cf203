/**
 * Goes through the features in order and hands their records to the sink in blocks. While the sink stores one block the next is
 * worked out.
 */
import type { ActivationIndexReader, AnalysisSink, FactBlock, NeighborFeatures } from '../ports'
import { breathe } from './breathe'
import { featureRecord, type RecordMaker } from './feature-record'

/** Features per block: a block is a few MB at most, and the sink stores one at a time. */
const blockFeatures = 256
/** Entries of the index read at once, 32 MB: a block of dense features has fewer of them. */
const blockEntries = 4 * 1024 * 1024

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
  const { activeRows } = pass.maker.totals
  let told: Promise<void> = Promise.resolve()
  try {
    for (let first = 0; first < activeRows.length; ) {
      await breathe(pass.signal)
      const next = blockEnd(activeRows, first)
      const block = await blockOf(pass, first, next)
      await told
      told = pass.sink.facts(block).then(() => pass.onFeatures(next))
      // It is met where it is awaited; until then a failure must not count as unhandled.
      told.catch(() => undefined)
      first = next
    }
  } finally {
    // The sink is never left at work, whatever happened meanwhile.
    await told
  }
}

/** Where a block that begins at `first` ends; at least one feature. */
export function blockEnd(activeRows: Uint32Array, first: number): number {
  const last = Math.min(first + blockFeatures, activeRows.length)
  let next = first + 1
  for (let entries = activeRows[first]; next < last; next += 1) {
    entries += activeRows[next]
    if (entries > blockEntries) break
  }
  return next
}

async function blockOf(pass: FactsPass, first: number, next: number): Promise<FactBlock> {
  const postings = await pass.index.postingsBetween(first, next)
  const features = postings.map((own, i) => featureRecord(pass.maker, first + i, own, pass.neighborsOf(first + i)))
  return { first, features }
}
