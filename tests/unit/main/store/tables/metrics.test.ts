import Database from 'better-sqlite3'
import fc from 'fast-check'
import { describe, expect, onTestFinished, test } from 'vitest'
import type { MetricPoint } from '../../../../../contract/records/metrics'
import { openProject } from '../../../../../main/store/index'
import { codeOf, dataset, point, projectWithRun } from '../samples'

const stepsFrom = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => from + i)

describe('metrics', () => {
  test('train and validation are kept apart, absent metrics are NaN, metrics nobody has are left out', async () => {
    const { store, run } = await projectWithRun()
    const validation: MetricPoint = { split: 'validation', step: 2, seconds: 0.2, values: { loss: 0.4, dead: 3 } }
    store.metrics.append(run, [point(1), validation, { ...point(2), values: { loss: 0.5, mse: 0.25 } }])
    expect(store.metrics.read(run, { split: 'train' })).toEqual({
      split: 'train',
      steps: Float64Array.of(1, 2),
      seconds: Float64Array.of(0.1, 0.2),
      columns: { loss: Float64Array.of(1, 0.5), l0: Float64Array.of(8, Number.NaN), mse: Float64Array.of(Number.NaN, 0.25) }
    })
    expect(store.metrics.read(run, { split: 'validation' }).columns).toEqual({
      loss: Float64Array.of(0.4),
      dead: Float64Array.of(3)
    })
  })

  test('a part of the steps and of the metrics can be read', async () => {
    const { store, run } = await projectWithRun()
    store.metrics.append(
      run,
      stepsFrom(1, 100).map((step) => point(step))
    )
    const part = store.metrics.read(run, { split: 'train', fromStep: 20, toStep: 22, keys: ['l0'] })
    expect(part.steps).toEqual(Float64Array.of(20, 21, 22))
    expect(Object.keys(part.columns)).toEqual(['l0'])
  })

  test('nothing is an empty set of columns', async () => {
    const { store, run } = await projectWithRun()
    expect(store.metrics.read(run, { split: 'train' })).toEqual({
      split: 'train',
      steps: new Float64Array(0),
      seconds: new Float64Array(0),
      columns: {}
    })
    expect(store.metrics.latest(run, 'train')).toBeUndefined()
  })

  test('thousands of small batches read as one curve, decimated on demand', { timeout: 60_000 }, async () => {
    const { store, run } = await projectWithRun()
    store.together(() => {
      for (let step = 1; step <= 5_000; step += 1) store.metrics.append(run, [point(step)])
    })
    const all = store.metrics.read(run, { split: 'train' })
    expect(Array.from(all.steps)).toEqual(stepsFrom(1, 5_000))
    const raw = new Database(store.layout.database, { readonly: true })
    expect(raw.prepare('SELECT count(*) FROM metric_chunks WHERE sealed = 1').pluck().get()).toBe(4)
    expect(raw.prepare('SELECT count(*) FROM metric_chunks WHERE sealed = 0').pluck().get()).toBe(5_000 - 4 * 1_024)
    raw.close()
    expect(all.columns.loss).toEqual(Float64Array.from(all.steps, (step) => 1 / step))
    const few = store.metrics.read(run, { split: 'train', maxPoints: 200 })
    expect(few.steps.length).toBeLessThanOrEqual(200)
    expect(few.columns.loss!.byteLength).toBe(few.columns.loss!.buffer.byteLength)
    expect(store.metrics.latest(run, 'train')).toEqual(point(5_000))
  })

  test('a spike is seen from any distance, and is gone from every picture when it was replaced', async () => {
    const { store, run } = await projectWithRun()
    const spikes = [1, 1_025, 39_999, 50_000, 71_234, 80_000]
    for (let from = 1; from <= 80_000; from += 4_000)
      store.metrics.append(
        run,
        stepsFrom(from, from + 3_999).map((step) => point(step, spikes.includes(step) ? 100 + step : Math.sin(step)))
      )
    const seen = (range: { fromStep?: number; toStep?: number; maxPoints: number }) => {
      const { steps, columns } = store.metrics.read(run, { split: 'train', ...range })
      expect(steps.length).toBeLessThanOrEqual(range.maxPoints)
      expect(Array.from(steps)).toEqual([...new Set(steps)].sort((a, b) => a - b))
      return Array.from(steps).filter((_, i) => columns.loss![i] > 100)
    }
    for (const maxPoints of [200, 500, 5_000, 90_000]) expect(seen({ maxPoints })).toEqual(spikes)
    expect(seen({ fromStep: 1_025, toStep: 71_234, maxPoints: 300 })).toEqual([1_025, 39_999, 50_000, 71_234])
    expect(seen({ fromStep: 40_000, toStep: 49_999, maxPoints: 20 })).toEqual([])
    store.metrics.append(run, [point(50_000, 0)])
    for (const maxPoints of [200, 90_000]) expect(seen({ maxPoints })).not.toContain(50_000)
    store.metrics.removeAfter(run, 71_000)
    expect(seen({ maxPoints: 200 })).toEqual([1, 1_025, 39_999])
  })

  test('a picture of a long run reads overviews, not all points', async () => {
    const { store, run } = await projectWithRun()
    store.metrics.append(
      run,
      stepsFrom(1, 40_000).map((step) => point(step))
    )
    store.close()
    const raw = new Database(store.layout.database)
    raw.exec('UPDATE metric_chunks SET data = zeroblob(0)')
    raw.close()
    const again = await openProject(store.folder)
    onTestFinished(() => again.close())
    const { steps, columns } = again.metrics.read(run, { split: 'train', maxPoints: 100 })
    expect([steps[0], steps.at(-1), columns.loss![0]]).toEqual([1, 40_000, 1])
    expect(await codeOf(() => again.metrics.read(run, { split: 'train' }))).toBe('damaged')
  })

  test('a point of a step that is there replaces it', async () => {
    const { store, run } = await projectWithRun()
    store.metrics.append(
      run,
      stepsFrom(1, 2_000).map((step) => point(step, 1))
    )
    store.metrics.append(run, [point(1_000, 7), point(1_001, 8)])
    const { steps, columns } = store.metrics.read(run, { split: 'train' })
    expect(Array.from(steps)).toEqual(stepsFrom(1, 2_000))
    expect(Array.from(columns.loss!.subarray(998, 1_002))).toEqual([1, 7, 8, 1])
  })

  test('the latest point has the last known value of metrics it lacks', async () => {
    const { store, run } = await projectWithRun()
    store.metrics.append(run, [point(1, 0.5), { ...point(2), values: { loss: Number.NaN, mse: 2 } }])
    expect(store.metrics.latest(run, 'train')).toEqual({ ...point(2), values: { loss: 0.5, l0: 8, mse: 2 } })
  })

  test('what came after a step goes, with its densities, marks and warnings', async () => {
    const { store, run } = await projectWithRun()
    store.metrics.append(
      run,
      stepsFrom(1, 3_000).map((step) => point(step))
    )
    store.metrics.append(run, [point(100, 1, 'validation'), point(3_000, 1, 'validation')])
    for (const step of [100, 2_000]) {
      store.densities.append(run, { step, counts: new Array(50).fill(step), dead: step })
      store.marks.add(run, { step, kind: 'spike', text: `at ${step}` })
      store.warnings.add(run, { step, title: 'Dense features', detail: `at ${step}` })
    }
    store.metrics.removeAfter(run, 1_500)
    expect(Array.from(store.metrics.read(run, { split: 'train' }).steps)).toEqual(stepsFrom(1, 1_500))
    expect(store.metrics.latest(run, 'validation')?.step).toBe(100)
    expect(store.densities.list(run).map(({ step }) => step)).toEqual([100])
    expect(store.marks.list(run)).toEqual([{ step: 100, kind: 'spike', text: 'at 100' }])
    expect(store.runs.get(run).warnings).toEqual([{ step: 100, title: 'Dense features', detail: 'at 100' }])
  })

  test('of a run that is not there are refused', async () => {
    const { store } = await projectWithRun()
    expect(await codeOf(() => store.metrics.append('nobody', [point(1)]))).toBe('not-found')
  })

  test('any sequence of batches, removals and restarts equals a plain list', { timeout: 120_000 }, async () => {
    const { store: first, run: template } = await projectWithRun()
    let store = first
    onTestFinished(() => store.close())
    const { config } = store.runs.get(template)
    const batch = fc.record({
      from: fc.integer({ min: 1, max: 3_000 }),
      count: fc.integer({ min: 1, max: 1_500 }),
      loss: fc.double({ noNaN: true })
    })
    const step = fc.oneof(batch, batch, fc.record({ after: fc.integer({ min: 0, max: 3_500 }) }), fc.constant('reopen' as const))
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 8 }), async (steps) => {
        const run = store.runs.insert({ dataset: dataset.id, config, backend: 'cpu' }).id
        const plain = new Map<number, number>()
        for (const one of steps) {
          if (one === 'reopen') {
            store.close()
            store = await openProject(store.folder)
          } else if ('after' in one) {
            store.metrics.removeAfter(run, one.after)
            for (const key of [...plain.keys()]) if (key > one.after) plain.delete(key)
          } else {
            const range = stepsFrom(one.from, one.from + one.count - 1)
            store.metrics.append(
              run,
              range.map((at) => point(at, one.loss))
            )
            for (const at of range) plain.set(at, one.loss)
          }
        }
        const { steps: stored, columns } = store.metrics.read(run, { split: 'train' })
        const expected = [...plain].sort(([a], [b]) => a - b)
        expect(Array.from(stored)).toEqual(expected.map(([at]) => at))
        expect(Array.from(columns.loss ?? [])).toEqual(expected.map(([, loss]) => loss))
      }),
      { numRuns: 30, seed: 5 }
    )
  })
})

describe('densities', () => {
  const histogram = (step: number) => ({ step, counts: Array.from({ length: 50 }, (_, i) => i * step), dead: step })

  test('come by step, thinned evenly with both ends when there are many', async () => {
    const { store, run } = await projectWithRun()
    for (let step = 10; step <= 1_000; step += 10) store.densities.append(run, histogram(step))
    expect(store.densities.list(run)).toHaveLength(100)
    expect(store.densities.list(run, { maxCount: 4 }).map(({ step }) => step)).toEqual([10, 340, 670, 1_000])
    expect(store.densities.list(run, { fromStep: 20, toStep: 40 }).map(({ step }) => step)).toEqual([20, 30, 40])
    expect(store.densities.list(run, { maxCount: 1 })).toEqual([histogram(1_000)])
    expect(store.densities.latest(run)).toEqual(histogram(1_000))
  })

  test('are spread over the steps where they do not lie evenly, each once', async () => {
    const { store, run } = await projectWithRun()
    for (const step of [1, 2, 3, 4, 5, 6, 500, 1_000]) store.densities.append(run, histogram(step))
    const steps = (maxCount: number) => store.densities.list(run, { maxCount }).map(({ step }) => step)
    expect([steps(8), steps(4), steps(2), steps(0)]).toEqual([[1, 2, 3, 4, 5, 6, 500, 1_000], [1, 500, 1_000], [1, 1_000], []])
    expect(store.densities.list(run, { fromStep: 7, toStep: 400, maxCount: 4 })).toEqual([])
  })

  test('of a step that is there are replaced, of another size refused', async () => {
    const { store, run } = await projectWithRun()
    store.densities.append(run, histogram(10))
    store.densities.append(run, { ...histogram(10), dead: 99 })
    expect(store.densities.list(run)).toEqual([{ ...histogram(10), dead: 99 }])
    expect(await codeOf(() => store.densities.append(run, { step: 1, counts: [1], dead: 0 }))).toBe('usage')
  })
})
