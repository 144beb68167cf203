/** A disk that is full while a run trains. */
import { describe, expect, it } from 'vitest'
import { type ErrorRecord, LoupeError } from '../../../../contract/wire/errors'
import { type TrainingControl, type TrainingState, train } from '../../../../main/training'
import { memorySink, running, timeless, trainingConfig, trainingOf } from './made'

const full = new LoupeError('disk-full', 'The disk is full', { place: '/project/runs/1/checkpoints' })

/** A sink whose first `refusals` checkpoints do not fit on the disk. */
function tightSink(refusals: number) {
  const remembered = memorySink()
  let left = refusals
  const sink = {
    ...remembered.sink,
    checkpoint: async (state: TrainingState, reason: Parameters<typeof remembered.sink.checkpoint>[1]) => {
      left -= 1
      if (left >= 0) throw full
      await remembered.sink.checkpoint(state, reason)
    }
  }
  return { ...remembered, sink }
}

/** Waits are counted, and end with what is wanted then. */
function waiting(then: 'run' | 'stop' = 'run') {
  const problems: ErrorRecord[] = []
  const control: TrainingControl = {
    ...running,
    wanted: () => (problems.length > 0 ? then : 'run'),
    heldUp: async (problem) => {
      problems.push(problem)
    }
  }
  return { control, problems }
}

describe('a full disk', () => {
  const config = trainingConfig('topk')

  it('holds the run up until there is room, and nothing is lost', async () => {
    const plain = memorySink()
    await train(trainingOf({ config, sink: plain.sink }))
    const { sink, points, checkpoints, marks, warnings } = tightSink(2)
    const { control, problems } = waiting()
    expect(await train(trainingOf({ config, sink, control }))).toEqual({ step: 20, outcome: 'done' })
    expect(problems.map(({ code }) => code)).toEqual(['disk-full', 'disk-full'])
    expect(points.map(timeless)).toEqual(plain.points.map(timeless))
    expect(checkpoints.map(({ state }) => state.step)).toEqual([10, 20])
    expect(checkpoints[1].state.tensors).toEqual(plain.checkpoints[1].state.tensors)
    expect(marks[0]).toEqual({ step: 10, kind: 'held-up', text: 'Waits at step 10 for room on the disk' })
    expect(warnings[0]).toMatchObject({ step: 10, title: 'The disk is full', detail: expect.stringContaining('/project/runs/1') })
  })

  it('does not count the wait as training', async () => {
    const { sink, checkpoints } = tightSink(1)
    const slow = { ...running, heldUp: () => new Promise<void>((resolve) => setTimeout(resolve, 400)) }
    const from = performance.now()
    await train(trainingOf({ config, sink, control: slow }))
    expect(checkpoints.at(-1)!.state.seconds).toBeLessThan((performance.now() - from) / 1000 - 0.39)
  })

  it('ends the run with the reason when it is stopped instead', async () => {
    const { sink, checkpoints } = tightSink(2)
    const run = train(trainingOf({ config, sink, control: waiting('stop').control }))
    await expect(run).rejects.toMatchObject({ code: 'disk-full' })
    expect(checkpoints).toEqual([])
  })

  it('lets go when it is cancelled while it waits', async () => {
    const abort = new AbortController()
    const { sink } = tightSink(1)
    const control = { ...running, heldUp: async () => abort.abort(new LoupeError('cancelled', 'Cancelled')) }
    await expect(train(trainingOf({ config, sink, control, signal: abort.signal }))).rejects.toMatchObject({ code: 'cancelled' })
  })

  it('is no reason to stop for a batch that was to be kept', async () => {
    const { sink } = memorySink()
    const refusing = { ...sink, keepBatch: async () => Promise.reject(full) }
    const data = trainingOf({ config, sink }).data
    const batches = async function* (first: number) {
      let n = first
      for await (const batch of data.batches(first)) {
        if (n === 4) batch.values[0] = Number.NaN
        n += 1
        yield batch
      }
    }
    const run = train(trainingOf({ config, sink: refusing, data: { ...data, batches } }))
    expect(await run).toEqual({ step: 20, outcome: 'done' })
  })

  it('is the only trouble that is waited out', async () => {
    const { sink } = memorySink()
    const unwritable = { ...sink, checkpoint: async () => Promise.reject(new LoupeError('unwritable', 'No')) }
    await expect(train(trainingOf({ config, sink: unwritable, control: waiting().control }))).rejects.toMatchObject({
      code: 'unwritable'
    })
  })
})
