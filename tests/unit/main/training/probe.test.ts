import { describe, expect, it } from 'vitest'
import { probeTraining, train } from '../../../../main/training'
import { smallConfig } from '../dictionaries/made'
import { dataFor, memorySink, trainingConfig, trainingOf } from './made'

const signal = new AbortController().signal

describe('probeTraining', () => {
  it('tells what the whole training would need, from some of its steps', async () => {
    const config = trainingConfig('topk', { steps: 100_000, checkpointEverySteps: 10_000, keepCheckpoints: 3 })
    const probe = await probeTraining({ config, data: dataFor(32), validationRows: 48, signal, forSeconds: 0.2 })
    expect(probe.steps).toBeGreaterThan(2)
    expect(probe.rowsPerSecond).toBeGreaterThan(32)
    const stepsAlone = (config.steps * config.batchRows) / probe.rowsPerSecond
    expect(probe.seconds).toBeGreaterThan(stepsAlone)
    expect(probe.memoryBytes).toBeGreaterThan(50 * 2 ** 20)
    expect(probe.diskBytes).toBe(5 * probe.checkpointBytes)
  })

  it('counts a checkpoint as large as it will be', async () => {
    const config = trainingConfig('topk')
    const { sink, checkpoints } = memorySink()
    await train(trainingOf({ config, sink }))
    const { checkpointBytes } = await probeTraining({ config, data: dataFor(32), validationRows: 48, signal, forSeconds: 0 })
    const { tensors, dictionary } = checkpoints[0].state
    const bytes = [...Object.values(tensors), ...Object.values(dictionary!.tensors)].reduce(
      (sum, { data }) => sum + data.byteLength,
      0
    )
    // The windows of the session are in the one and not in the other.
    expect(checkpointBytes).toBeGreaterThan(0.8 * bytes)
    expect(checkpointBytes).toBeLessThanOrEqual(bytes)
  })

  it('takes the steps there are where a run has only a few', async () => {
    const probe = await probeTraining({
      config: trainingConfig('topk', { steps: 1, warmUpSteps: 0, decayShare: 0 }),
      data: dataFor(32),
      validationRows: 0,
      signal
    })
    expect(probe.steps).toBe(1)
  })

  it('refuses what can not work, before it reads', async () => {
    const data = { ...dataFor(32), batches: () => expect.unreachable('read a batch') as never }
    const config = smallConfig({ steps: 0 })
    await expect(probeTraining({ config, data, validationRows: 0, signal })).rejects.toMatchObject({ place: 'steps' })
  })

  it('ends at once when cancelled', async () => {
    const config = trainingConfig('topk', { steps: 100_000 })
    const probe = probeTraining({ config, data: dataFor(32), validationRows: 0, signal: AbortSignal.timeout(50), forSeconds: 60 })
    await expect(probe).rejects.toThrow()
  })
})
