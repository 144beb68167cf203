import { describe, expect, it } from 'vitest'
import type { Batch } from '../../../../contract/records/arrays'
import type { RunConfig } from '../../../../contract/records/run'
import { createEncoder } from '../../../../main/dictionaries'
import { defaultConfig, measureInputs, train } from '../../../../main/training'
import { memorySink, running } from './made'

/** Eight phrases with four activations each, from the tutorial (origin in resources: the toy sample). */
const phrases: Record<string, number[]> = {
  cat: [0.8, 0.3, 0.1, 0.05],
  'joyful cat': [0.82, 0.32, 0.12, 0.06],
  dog: [0.7, 0.2, 0.05, 0.2],
  'loyal dog': [0.75, 0.3, 0.1, 0.25],
  'not cat': [0.05, 0.9, 0.4, 0.4],
  'not dog': [0.15, 0.85, 0.35, 0.5],
  robot: [0, 0.7, 0.9, 0.8],
  'AI assistant': [0.1, 0.6, 0.85, 0.75]
}

const batch: Batch = { count: 8, dIn: 4, values: Float32Array.from(Object.values(phrases).flat()), rows: new Uint32Array(8) }

/** Features active on each phrase after a training with defaults but for `given`. */
async function activePerPhrase(given: Partial<RunConfig>): Promise<Record<string, number[]>> {
  const config = defaultConfig('topk', { dIn: 4, trainRows: 8 }, given)
  const rows = async function* () {
    yield batch
  }
  const facts = await measureInputs(rows(), { dIn: 4 })
  const batches = async function* () {
    for (;;) yield batch
  }
  const { sink, checkpoints } = memorySink()
  const data = { trainRows: 8, facts, batches, validation: async function* () {} }
  await train({ config, data, sink, control: running, signal: new AbortController().signal })
  const encoder = await createEncoder(checkpoints.at(-1)!.state.dictionary!)
  const { starts, features } = encoder.encode(batch)
  encoder.dispose()
  return Object.fromEntries(Object.keys(phrases).map((name, row) => [name, [...features.subarray(starts[row], starts[row + 1])]]))
}

const affirmed = ['cat', 'joyful cat', 'dog', 'loyal dog']
const negated = ['not cat', 'not dog']
const machines = ['robot', 'AI assistant']

/** Features that fire in both groups. */
function shared(active: Record<string, number[]>, one: string[], other: string[]): number[] {
  const ids = new Set(one.flatMap((name) => active[name]))
  return other.flatMap((name) => active[name]).filter((id) => ids.has(id))
}

describe('the toy', () => {
  it('is separated by a run with defaults: affirmed and negated phrases fire different features', async () => {
    const active = await activePerPhrase({})
    expect(negated.every((name) => active[name].length > 0)).toBe(true)
    expect(shared(active, affirmed, negated)).toEqual([])
  })

  it('falls into its three concepts with the seed of the sample', async () => {
    const active = await activePerPhrase({ dSae: 8, k: 2, steps: 1000, seed: 4 })
    for (const group of [affirmed, negated, machines]) {
      for (const name of group) expect(active[name]).toEqual(active[group[0]])
    }
    expect(shared(active, affirmed, negated)).toEqual([])
    expect(shared(active, machines, [...affirmed, ...negated])).toEqual([])
  })
})
