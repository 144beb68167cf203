/** Tests of what a run takes over from the one that it starts from. */
import { describe, expect, it } from 'vitest'
import type { Run, RunConfig } from '../../../../contract/records/run'
import { inherited } from '../../../../main/cli/run-source'
import { defaultConfig } from '../../../../main/training/defaults'

const data = { dIn: 16, trainRows: 1_000 }

function runOf(config: RunConfig): Run {
  return { config } as Run
}

describe('a run that starts from another one', () => {
  it('takes its settings over, but not what it started from itself', () => {
    const config = defaultConfig('relu-l1-2023', data, { startFrom: { run: 'first' }, learningRate: 0.5 })
    const { startFrom: _startFrom, architecture: _architecture, ...rest } = config
    expect(inherited(runOf(config), 'relu-l1-2023')).toEqual(rest)
  })

  it('leaves out what means nothing with what was told', () => {
    const jump = runOf(defaultConfig('jumprelu', data, { schedule: 'linear' }))
    expect(inherited(jump, 'jumprelu', { learningRate: 0.1 })).toMatchObject({ targetL0: 8, decayShare: 0.2 })
    const taken = inherited(jump, 'jumprelu', { jumpLoss: 'l0', schedule: 'cosine' })
    expect([taken.targetL0, taken.decayShare, taken.bandwidth]).toEqual([undefined, undefined, 1])
  })

  it('with another architecture has that one’s rules for dead features and its own decoder, and no fields that it does not have', () => {
    const taken = inherited(runOf(defaultConfig('relu-l1-2023', data, { learningRate: 0.5 })), 'topk')
    expect(taken).toMatchObject({ learningRate: 0.5, batchRows: 1_000 })
    for (const field of ['deadFeatures', 'resampleEverySteps', 'unitNormDecoder', 'sparsityCoefficient'])
      expect(taken).not.toHaveProperty(field)
  })
})
