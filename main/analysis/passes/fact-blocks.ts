/** Facts of many features at once: how they are cut into blocks, and how one block is worked out. */
import type { ActivationIndexReader, FactBlock, FactMakers, FeatureRange } from '../ports'
import { BlockWriter } from './block-writer'
import { createFeatureMeter, type FactsMaterial, type FeatureMeter, measuredFeature } from './measured-feature'

/** Features per block: a block is a few MB at most, and the sink stores one at a time. */
const blockFeatures = 256
/** Entries of the index read at once, 32 MB: a block of dense features has fewer of them. */
const blockEntries = 4 * 1024 * 1024

/** All features in order, cut by the number of their active rows, [dSae]; at least one feature in each. */
export function* blockRanges(activeRows: Uint32Array): Generator<FeatureRange> {
  for (let first = 0; first < activeRows.length; ) {
    const next = blockEnd(activeRows, first)
    yield { first, next }
    first = next
  }
}

function blockEnd(activeRows: Uint32Array, first: number): number {
  const last = Math.min(first + blockFeatures, activeRows.length)
  let next = first + 1
  for (let entries = activeRows[first]; next < last; next += 1) {
    entries += activeRows[next]
    if (entries > blockEntries) break
  }
  return next
}

/** Works the blocks out one after the other in this thread. */
export function makersHere(material: FactsMaterial, index: Pick<ActivationIndexReader, 'postingsBetween'>): FactMakers {
  const meter = createFeatureMeter(material)
  return {
    atOnce: 0,
    make: (range) => blockOf(meter, index, range)
  }
}

async function blockOf(
  meter: FeatureMeter,
  index: Pick<ActivationIndexReader, 'postingsBetween'>,
  range: FeatureRange
): Promise<FactBlock> {
  const postings = await index.postingsBetween(range.first, range.next)
  const writer = new BlockWriter(range)
  for (const [i, own] of postings.entries()) writer.add(measuredFeature(meter, range.first + i, own), own)
  return writer.finished()
}
