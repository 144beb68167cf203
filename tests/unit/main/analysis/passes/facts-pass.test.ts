import { describe, expect, it } from 'vitest'
import { type FactsPass, factsPass } from '../../../../../main/analysis/passes/facts-pass'
import type { FactBlock, FeatureRange } from '../../../../../main/analysis/ports'

const ranges = Array.from({ length: 6 }, (_, i): FeatureRange => ({ first: i, next: i + 1 }))
const none = { features: new Uint32Array(0), cosines: new Float32Array(0) }

/** A pass over six blocks; `make` is asked for each. */
function pass(make: (range: FeatureRange) => Promise<FactBlock>, atOnce: number) {
  const stored: number[] = []
  const o: FactsPass = {
    ranges,
    makers: { atOnce, make },
    neighborsOf: async () => none,
    sink: { facts: async ({ first }) => void stored.push(first) },
    signal: new AbortController().signal,
    onFeatures: () => undefined
  }
  return { o, stored }
}

const blockOf = ({ first }: FeatureRange) => ({ first }) as FactBlock

describe('the pass over the facts', () => {
  it('stores blocks in order, whichever is ready first', async () => {
    const make = (range: FeatureRange) =>
      new Promise<FactBlock>((resolve) => setTimeout(() => resolve(blockOf(range)), 12 - 2 * range.first))
    const { o, stored } = pass(make, 3)
    await factsPass(o)
    expect(stored).toEqual([0, 1, 2, 3, 4, 5])
  })

  it('asks for no more blocks than the makers want before the first is there', async () => {
    const asked: number[] = []
    const make = (range: FeatureRange) => {
      asked.push(range.first)
      return asked.length > 1 ? new Promise<FactBlock>(() => undefined) : Promise.reject(new Error('the first fails'))
    }
    const { o } = pass(make, 2)
    await expect(factsPass(o)).rejects.toThrow('the first fails')
    expect(asked).toEqual([0, 1, 2])
  })

  it('ends with what a later block fails with, after the sink has stored those before', async () => {
    const make = async (range: FeatureRange) => {
      if (range.first === 3) throw new Error('block 3')
      return blockOf(range)
    }
    const { o, stored } = pass(make, 5)
    await expect(factsPass(o)).rejects.toThrow('block 3')
    expect(stored).toEqual([0, 1, 2])
  })
})
