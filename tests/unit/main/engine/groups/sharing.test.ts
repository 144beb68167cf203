import { describe, expect, it } from 'vitest'
import type { Run, RunConfig } from '../../../../../contract/records/run'
import { checkMemory } from '../../../../../main/engine/groups/memory'
import { checkSharing, sharingSets } from '../../../../../main/engine/groups/sharing'
import { defaultConfig } from '../../../../../main/training/defaults'

const size = { dIn: 16, trainRows: 1_000 }
const config = (given: Partial<RunConfig>) => defaultConfig('topk', size, { dSae: 32, ...given })
const run = (id: string, ...steps: number[]) => ({ id, checkpoints: steps.map((step) => ({ step })) }) as Run

describe('runs that read the same batches', () => {
  it('may differ in all that does not decide them', () => {
    const configs = [config({ k: 1 }), config({ k: 2, normalization: 'layer-norm' }), config({ dSae: 64, learningRate: 0.1 })]
    expect(() => checkSharing(configs)).not.toThrow()
  })

  it.each([
    ['batchRows', { batchRows: 8 }, { batchRows: 16 }, '8, 16'],
    ['seed', { seed: 1 }, { seed: 2 }, '1, 2'],
    ['precision', { precision: 'exact' }, { precision: 'fast' }, 'exact, fast'],
    ['featuresOf', {}, { featuresOf: { run: 'r', step: 3 } }, 'none, r@3']
  ] as const)('need the same %s', (place, one, other, values) => {
    const refused = { code: 'config', place, message: expect.stringContaining(`need the same ${place}; these have ${values}.`) }
    expect(() => checkSharing([config(one), config(other)])).toThrow(expect.objectContaining(refused))
  })

  it('go on together from the same step', () => {
    expect(sharingSets([run('a'), run('b', 10, 20), run('c'), run('d', 20)])).toEqual([
      ['a', 'c'],
      ['b', 'd']
    ])
  })
})

describe('trainings at the same time', () => {
  it('have to fit into memory together', () => {
    const configs = [config({}), config({}), config({})]
    expect(() => checkMemory(configs, 2, size, 2 * 2 ** 30)).not.toThrow()
    const refused = { code: 'config', place: 'parallel', message: expect.stringMatching(/^3 of these runs .* has 1\.0 GB/) }
    expect(() => checkMemory(configs, 9, size, 2 ** 30)).toThrow(expect.objectContaining(refused))
  })
})
