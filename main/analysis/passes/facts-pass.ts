/**
 * Goes through the features in order and hands their facts to the sink in blocks. While the sink stores one block the next ones are
 * worked out.
 */
import type { AnalysisSink, FactBlock, FactMakers, FeatureRange, NearestFeatures } from '../ports'
import { breathe } from './breathe'

export interface FactsPass {
  ranges: Iterable<FeatureRange>
  makers: Pick<FactMakers, 'atOnce' | 'make'>
  neighborsOf(range: FeatureRange): Promise<NearestFeatures>
  sink: AnalysisSink
  signal: AbortSignal
  /** Called after each block with the features done so far. */
  onFeatures(features: number): void
}

export async function factsPass(pass: FactsPass): Promise<void> {
  let told: Promise<void> = Promise.resolve()
  try {
    for await (const { range, block } of madeInOrder(pass)) {
      const neighbors = await pass.neighborsOf(range)
      await told
      await breathe(pass.signal)
      told = metLater(pass.sink.facts(block, neighbors).then(() => pass.onFeatures(range.next)))
    }
  } finally {
    // The sink is never left at work, whatever happened meanwhile.
    await told
  }
}

/** Blocks in the order of the ranges; as many more as the makers want are under way. */
async function* madeInOrder({ ranges, makers }: FactsPass): AsyncGenerator<{ range: FeatureRange; block: FactBlock }> {
  const ahead: { range: FeatureRange; made: Promise<FactBlock> }[] = []
  const next = async () => {
    const { range, made } = ahead.shift()!
    return { range, block: await made }
  }
  for (const range of ranges) {
    ahead.push({ range, made: metLater(makers.make(range)) })
    if (ahead.length > makers.atOnce) yield next()
  }
  while (ahead.length > 0) yield next()
}

/** It is met where it is awaited; until then a failure must not count as unhandled. */
export function metLater<T>(promise: Promise<T>): Promise<T> {
  promise.catch(() => undefined)
  return promise
}
