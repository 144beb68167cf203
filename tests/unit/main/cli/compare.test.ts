import { describe, expect, it } from 'vitest'
import type { Run, RunConfig } from '../../../../contract/records/run'
import { comparison, comparisonLines } from '../../../../main/cli/compare'
import { defaultConfig } from '../../../../main/training/defaults'

const size = { dIn: 8, trainRows: 1000 }

function run(id: string, given: Partial<RunConfig>, more: Partial<Run> = {}): Run {
  const config = defaultConfig('topk', size, { dSae: 16, steps: 100, batchRows: 50, ...given })
  return {
    id,
    name: `run ${id}`,
    dataset: 'd',
    config,
    state: 'done',
    step: 100,
    seconds: 4,
    slot: 0,
    backend: 'tensorflow',
    checkpoints: [],
    warnings: [],
    note: '',
    tags: [],
    archived: false,
    createdAt: 0,
    ...more
  }
}

describe('runs side by side', () => {
  const runs = [
    run('a', { k: 4 }, { validation: { fvu: 0.25, l0: 4, dead: 1 } }),
    run('b', { k: 6, prefixes: [8, 16] }, { state: 'failed', step: 0, seconds: 0 })
  ]

  it('have what differs, and what came of them', () => {
    expect(comparison(runs)).toEqual({
      fields: ['k', 'prefixes'],
      runs: [
        {
          run: 'a',
          name: 'run a',
          state: 'done',
          steps: 100,
          differs: { k: 4 },
          fvu: 0.25,
          l0: 4,
          dead: 1,
          rowsPerSecond: 1250,
          seconds: 4
        },
        { run: 'b', name: 'run b', state: 'failed', steps: 0, differs: { k: 6, prefixes: [8, 16] }, seconds: 0 }
      ]
    })
  })

  it('are a table for people', () => {
    expect(comparisonLines(comparison(runs))).toEqual([
      'run    state   k  prefixes   fvu  l0  dead  rows/s  time',
      'run a  done    4         –  0.25   4     1   1,250  4 s',
      'run b  failed  6      8,16     –   –     –       –  0 s'
    ])
  })
})
