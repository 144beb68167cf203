import { describe, expect, it } from 'vitest'
import type { RunWarning } from '../../../../../../contract/records/run'
import type { OpenData } from '../../../../../../main/engine/jobs/entries/open-data'
import { withPins } from '../../../../../../main/engine/jobs/entries/pinned-checkpoints'
import type { TrainRecord } from '../../../../../../main/engine/jobs/protocol/training'
import type { TrainingSink, TrainingState } from '../../../../../../main/training'

/** A run whose checkpoints can not be read back, with what became of them. */
function unreadable(pins: number[], signal = new AbortController().signal) {
  const told: string[] = []
  const records: TrainRecord[] = []
  const warnings: RunWarning[] = []
  const sink: TrainingSink = {
    points: () => undefined,
    density: () => undefined,
    mark: () => undefined,
    warning: (warning) => warnings.push(warning),
    keepBatch: async () => undefined,
    checkpoint: async ({ step }, reason) => void told.push(`${step} ${reason}`)
  }
  const side = { signal, progress: () => undefined, record: async (record: TrainRecord) => void records.push(record) }
  const spec = { checkpointsFolder: '/nowhere' }
  const wrapped = withPins(sink, { spec, side, data: {} as OpenData, pins: () => pins })
  const checkpoint = (step: number) => wrapped.checkpoint({ step } as TrainingState, 'regular')
  return { checkpoint, told, records, warnings }
}

describe('checkpoints of a run with pinned features', () => {
  it('are told all the same where the features can not be measured; that is a warning, once', async () => {
    const { checkpoint, told, records, warnings } = unreadable([3])
    await checkpoint(10)
    await checkpoint(20)
    expect(told).toEqual(['10 regular', '20 regular'])
    expect(records).toEqual([])
    expect(warnings).toMatchObject([
      { step: 10, title: 'Pinned features were not measured', detail: expect.stringContaining('/nowhere') }
    ])
  })

  it('cost nothing where nothing is pinned', async () => {
    const { checkpoint, told, warnings } = unreadable([])
    await checkpoint(10)
    expect([told, warnings]).toEqual([['10 regular'], []])
  })
})
