import { describe, expect, it } from 'vitest'
import { MetricPoint } from '../../../../contract/records/metrics'
import { createEncoder } from '../../../../main/dictionaries'
import { resultStep, train } from '../../../../main/training'
import { batchOf, dataFor, dIn, memorySink, rowsFor, running, timeless, trainingConfig, trainingOf } from './made'

for (const architecture of ['topk', 'relu-l1'] as const) {
  describe(`training ${architecture}`, () => {
    const config = trainingConfig(architecture)

    it('yields a valid point per step, validations and checkpoints when due, and a dictionary', async () => {
      const { sink, points, densities, checkpoints } = memorySink()
      expect(await train(trainingOf({ config, sink }))).toEqual({ step: 20, outcome: 'done' })
      const trained = points.filter(({ split }) => split === 'train')
      expect(trained.map(({ step }) => step)).toEqual(Array.from({ length: 20 }, (_, i) => i + 1))
      expect(points.filter(({ split }) => split === 'validation').map(({ step }) => step)).toEqual([5, 10, 15, 20])
      for (const point of points) expect(MetricPoint.parse(point)).toEqual(point)
      expect(checkpoints.map(({ state, reason }) => [state.step, reason])).toEqual([
        [10, 'regular'],
        [20, 'final']
      ])
      expect(densities.at(-1)?.step).toBe(20)
      const encoder = await createEncoder(checkpoints[1].state.dictionary!)
      expect(encoder.encode(batchOf(rowsFor(3, 4))).count).toBe(4)
      encoder.dispose()
    })

    it('resumed from a checkpoint equals the run that was not interrupted, bit for bit', async () => {
      const whole = memorySink()
      await train(trainingOf({ config, sink: whole.sink }))
      const half = whole.checkpoints[0].state
      const rest = memorySink()
      await train(trainingOf({ config, sink: rest.sink, resume: half }))
      expect(rest.points.map(timeless)).toEqual(whole.points.filter(({ step }) => step > 10).map(timeless))
      const [{ state: expected }] = whole.checkpoints.slice(-1)
      const [{ state }] = rest.checkpoints.slice(-1)
      expect(state.tensors).toEqual(expected.tensors)
      expect(state.dictionary).toEqual(expected.dictionary)
      expect(rest.marks).toEqual([{ step: 10, kind: 'resumed', text: 'Resumed after step 10' }])
      expect(state.seconds).toBeGreaterThan(half.seconds)
    })

    it('repeats itself from the same seed, and differs from another', async () => {
      const [first, second, other] = [memorySink(), memorySink(), memorySink()]
      await train(trainingOf({ config, sink: first.sink }))
      await train(trainingOf({ config, sink: second.sink }))
      await train(trainingOf({ config: { ...config, seed: 8 }, sink: other.sink }))
      expect(second.points.map(timeless)).toEqual(first.points.map(timeless))
      expect(other.points.map(timeless)).not.toEqual(first.points.map(timeless))
    })
  })
}

describe('training', () => {
  it('finds planted directions: validation FVU falls far below the start', async () => {
    const { sink, points } = memorySink()
    const config = trainingConfig('topk', {
      steps: 300,
      learningRate: 0.01,
      k: 4,
      deadWindowSteps: 50,
      checkpointEverySteps: 300,
      validateEverySteps: 50
    })
    await train(trainingOf({ config, sink }))
    const fvus = points.filter(({ split }) => split === 'validation').map(({ values }) => values.fvu!)
    expect(fvus.at(-1)!).toBeLessThan(0.15)
    expect(fvus.at(-1)!).toBeLessThan(fvus[0])
  })

  it('validates all rows with one total, not a mean of batches', async () => {
    const { sink, points, checkpoints } = memorySink()
    await train(trainingOf({ sink }))
    const encoder = await createEncoder(checkpoints.at(-1)!.state.dictionary!)
    const rows = Float32Array.from([...rowsFor(77, 24), ...rowsFor(78, 24)])
    const recon = encoder.reconstruct(batchOf(rows))
    encoder.dispose()
    const mean = Array.from({ length: dIn }, (_, i) => rows.filter((_, at) => at % dIn === i).reduce((sum, v) => sum + v, 0) / 48)
    const error = rows.reduce((sum, value, at) => sum + (value - recon[at]) ** 2, 0)
    const spread = rows.reduce((sum, value, at) => sum + (value - mean[at % dIn]) ** 2, 0)
    const { values } = points.filter(({ split }) => split === 'validation').at(-1)!
    expect(values.fvu).toBeCloseTo(error / spread, 5)
    expect(values.explained_variance).toBeCloseTo(1 - error / spread, 5)
    expect(values.mse! / ((error * 0.8 ** 2) / 48)).toBeCloseTo(1, 4)
  })

  it('has no validation points without validation rows', async () => {
    const { sink, points } = memorySink()
    const config = trainingConfig('topk')
    await train(trainingOf({ sink, data: dataFor(config.batchRows, 0) }))
    expect(points.every(({ split }) => split === 'train')).toBe(true)
  })

  it('pauses with a checkpoint and goes on as if nothing had been', async () => {
    const plain = memorySink()
    await train(trainingOf({ sink: plain.sink }))
    const { sink, points, checkpoints } = memorySink()
    let paused = 0
    const control = {
      ...running,
      wanted: () => (points.length === 3 && paused === 0 ? ('pause' as const) : ('run' as const)),
      whenResumed: async () => {
        paused += 1
      }
    }
    await train(trainingOf({ sink, control }))
    expect(paused).toBe(1)
    expect(checkpoints[0]).toMatchObject({ reason: 'paused', state: { step: 3 } })
    expect(points.map(timeless)).toEqual(plain.points.map(timeless))
  })

  it('stops with a checkpoint that can be resumed', async () => {
    const { sink, points, checkpoints } = memorySink()
    const control = { ...running, wanted: () => (points.length >= 4 ? ('stop' as const) : ('run' as const)) }
    expect(await train(trainingOf({ sink, control }))).toEqual({ step: 4, outcome: 'stopped' })
    expect(checkpoints).toMatchObject([{ reason: 'stopped', state: { step: 4 } }])
    const rest = memorySink()
    expect(await train(trainingOf({ sink: rest.sink, resume: checkpoints[0].state }))).toEqual({ step: 20, outcome: 'done' })
  })

  it('writes a checkpoint when asked, with a mark', async () => {
    const { sink, points, checkpoints, marks } = memorySink()
    let asked = true
    const control = {
      ...running,
      takeCheckpointRequest: () => {
        const now = asked && points.length >= 2
        if (now) asked = false
        return now
      }
    }
    await train(trainingOf({ sink, control }))
    expect(checkpoints[0]).toMatchObject({ reason: 'asked', state: { step: 2 } })
    expect(marks).toEqual([{ step: 2, kind: 'checkpoint', text: 'Checkpoint at step 2' }])
  })

  it('ends before its last step once validation gets no better, with the best and the last kept', async () => {
    const { sink, points, checkpoints, marks } = memorySink()
    const config = trainingConfig('topk', {
      steps: 400,
      learningRate: 0.02,
      warmUpSteps: 0,
      checkpointEverySteps: 400,
      patience: 2
    })
    const result = await train(trainingOf({ config, sink }))
    const validations = points
      .filter(({ split }) => split === 'validation')
      .map(({ step, values }) => ({ step, fvu: values.fvu! }))
    const best = validations.reduce((a, b) => (b.fvu < a.fvu ? b : a))
    expect(result).toEqual({ step: best.step + 10, outcome: 'done' })
    expect(result.step).toBeLessThan(400)
    const stored = checkpoints.map(({ state, reason }) => ({ step: state.step, reason }))
    expect(stored.at(-1)).toEqual({ step: result.step, reason: 'final' })
    expect(stored.slice(0, -1).every(({ reason }) => reason === 'best')).toBe(true)
    expect(resultStep(stored, config, validations)).toBe(best.step)
    const text = `Ended at step ${result.step}: validation was best at step ${best.step}, FVU ${best.fvu.toFixed(4)}`
    expect(marks).toEqual([{ step: result.step, kind: 'early-stop', text }])
  })

  it('answers who asks for a checkpoint where the best was just kept', async () => {
    const { sink, points, checkpoints } = memorySink()
    let asked = true
    const takeCheckpointRequest = () => {
      const now = asked && points.at(-1)?.split === 'validation'
      if (now) asked = false
      return now
    }
    const config = trainingConfig('topk', { patience: 3 })
    await train(trainingOf({ config, sink, control: { ...running, takeCheckpointRequest } }))
    expect(checkpoints.slice(0, 2)).toMatchObject([
      { reason: 'best', state: { step: 5 } },
      { reason: 'asked', state: { step: 5 } }
    ])
  })

  it('does nothing more when it is resumed where patience had ended', async () => {
    const { sink, checkpoints } = memorySink()
    const config = trainingConfig('topk', {
      steps: 400,
      learningRate: 0.02,
      warmUpSteps: 0,
      checkpointEverySteps: 400,
      patience: 1
    })
    const { step } = await train(trainingOf({ config, sink }))
    const rest = memorySink()
    expect(await train(trainingOf({ config, sink: rest.sink, resume: checkpoints.at(-1)!.state }))).toEqual({
      step,
      outcome: 'done'
    })
    expect(rest.points).toEqual([])
  })

  it('learns on from a finished dictionary', async () => {
    const first = memorySink()
    const config = trainingConfig('topk', { steps: 60, learningRate: 0.02, validateEverySteps: 60 })
    await train(trainingOf({ config, sink: first.sink }))
    const start = first.checkpoints.at(-1)!.state.dictionary!
    const [tuned, fresh] = [memorySink(), memorySink()]
    const short = { ...config, steps: 3, warmUpSteps: 0, learningRate: 1e-5 }
    await train(trainingOf({ config: short, sink: tuned.sink, start }))
    await train(trainingOf({ config: short, sink: fresh.sink }))
    const fvu = ({ points }: typeof tuned) => points.at(-1)!.values.fvu!
    expect(fvu(tuned)).toBeCloseTo(fvu(first), 2)
    expect(fvu(fresh)).toBeGreaterThan(2 * fvu(tuned))
  })

  it('ends at once when cancelled', async () => {
    const abort = new AbortController()
    const { sink, points, checkpoints } = memorySink()
    const cancelling = {
      ...sink,
      points: (added: typeof points) => {
        sink.points(added)
        abort.abort()
      }
    }
    await expect(train(trainingOf({ sink: cancelling, signal: abort.signal }))).rejects.toMatchObject({ code: 'cancelled' })
    expect(points.length).toBe(1)
    expect(checkpoints).toEqual([])
  })

  it('skips and marks a step that is not finite, and goes on', async () => {
    const { sink, points, marks, warnings, keptBatches } = memorySink()
    const data = dataFor(32)
    const batches = async function* (first: number) {
      let n = first
      for await (const batch of data.batches(first)) {
        if (n === 6) batch.values[0] = Number.POSITIVE_INFINITY
        n += 1
        yield batch
      }
    }
    await train(trainingOf({ sink, data: { ...data, batches } }))
    expect(keptBatches).toMatchObject([{ step: 7, batch: { count: 32 } }])
    expect(keptBatches[0].batch.values[0]).toBe(Number.POSITIVE_INFINITY)
    expect(marks).toEqual([{ step: 7, kind: 'not-finite', text: 'Step 7 was not finite and was skipped' }])
    expect(warnings).toMatchObject([{ step: 7, title: 'Loss not finite' }])
    const rate = (step: number) => points.find((point) => point.step === step && point.split === 'train')!.values.learning_rate!
    expect(rate(8) / rate(7)).toBeCloseTo(0.25, 6)
    for (const point of points) expect(MetricPoint.parse(point)).toEqual(point)
  })

  it('stops with the reason when nothing is finite any more', async () => {
    const { sink } = memorySink()
    const batches = async function* () {
      for (;;) yield batchOf(new Float32Array(32 * dIn).fill(Number.NaN))
    }
    const run = train(trainingOf({ sink, data: { ...dataFor(32), batches } }))
    await expect(run).rejects.toMatchObject({ code: 'not-finite', message: expect.stringContaining('step 4') })
  })

  it('refuses an impossible configuration before it reads a batch', async () => {
    const data = { ...dataFor(32), batches: () => expect.unreachable('read a batch') as never }
    const { sink } = memorySink()
    await expect(train(trainingOf({ sink, data, config: trainingConfig('topk', { steps: 0 }) }))).rejects.toMatchObject({
      code: 'config',
      place: 'steps'
    })
  })

  it('lets messages in between steps', async () => {
    const { sink, points } = memorySink()
    const seen: number[] = []
    const timer = setInterval(() => seen.push(points.length), 0)
    await train(trainingOf({ sink, config: trainingConfig('topk', { steps: 60 }) }))
    clearInterval(timer)
    expect(new Set(seen).size).toBeGreaterThan(5)
  })
})
