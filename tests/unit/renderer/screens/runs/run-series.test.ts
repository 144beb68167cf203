/** Tests of the series store: history, frames before and after it, densities, marks. */
import { describe, expect, it } from 'vitest'
import type { Result } from '../../../../../contract/calls/index'
import type { DensityHistogram, LiveFrame, MetricColumns } from '../../../../../contract/records/metrics'
import { LoupeError } from '../../../../../contract/wire/errors'
import { mostDensities } from '../../../../../renderer/screens/runs/densities'
import { historyPoints, mostPoints, SeriesStore } from '../../../../../renderer/screens/runs/run-series'

type Metrics = Result<'runs.metrics'>

const density = (step: number): DensityHistogram => ({ step, counts: new Array(50).fill(0), dead: step })

function columns(steps: number[], split: 'train' | 'validation' = 'train'): MetricColumns {
  const values = Float64Array.from(steps, (step) => 1 / step)
  return { split, steps: Float64Array.from(steps), seconds: values, columns: { loss: values } }
}

const frame = (steps: number[], more: Partial<LiveFrame> = {}): LiveFrame => ({
  run: 'r',
  columns: [columns(steps)],
  marks: [],
  ...more
})

/** A store whose one history is handed over by hand. */
function storeWith() {
  let resolve: (metrics: Metrics) => void = () => undefined
  let reject: (error: unknown) => void = () => undefined
  const asked: string[] = []
  const store = new SeriesStore((run) => {
    asked.push(run)
    return new Promise((yes, no) => {
      resolve = yes
      reject = no
    })
  })
  const settled = () => new Promise((done) => setTimeout(done))
  return {
    store,
    asked,
    answer: async (steps: number[], more: Partial<Metrics> = {}) => {
      resolve({ run: 'r', columns: [columns(steps)], density: [], marks: [], ...more })
      await settled()
    },
    fail: async (error: unknown) => {
      reject(error)
      await settled()
    }
  }
}

describe('SeriesStore', () => {
  it('asks for a run once and tells its listeners when the history is there', async () => {
    const { store, asked, answer } = storeWith()
    let told = 0
    store.changed(() => told++)
    expect(store.get('r').state).toBe('loading')
    store.get('r')
    await answer([1, 2, 3])
    expect([asked, store.get('r').state, store.get('r').train.lastStep, told]).toEqual([['r'], 'ready', 3, 1])
  })

  it('puts frames that came during the asking behind the history, without doubling points', async () => {
    const { store, answer } = storeWith()
    store.get('r')
    store.take(frame([3, 4]))
    store.take(frame([5]))
    await answer([1, 2, 3, 4])
    store.take(frame([6], { columns: [columns([6]), columns([6], 'validation')] }))
    const series = store.get('r')
    expect([...series.train.steps.view()]).toEqual([1, 2, 3, 4, 5, 6])
    expect([...series.validation.steps.view()]).toEqual([6])
  })

  it('drops frames of runs that nobody looks at', () => {
    const { store, asked } = storeWith()
    store.take(frame([1]))
    expect(asked).toEqual([])
  })

  it('keeps each mark and each histogram once', async () => {
    const { store, answer } = storeWith()
    store.get('r')
    const mark = { step: 2, kind: 'spike' as const, text: 'spike' }
    await answer([1, 2], { marks: [mark], density: [density(2), density(1)] })
    store.take(frame([3], { marks: [mark, { ...mark, step: 3 }], density: density(2) }))
    expect(store.get('r').marks.map(({ step }) => step)).toEqual([2, 3])
    expect(store.get('r').density.map(({ step }) => step)).toEqual([1, 2])
  })

  it('says why a history could not be had, and asks again after it was forgotten', async () => {
    const { store, asked, fail } = storeWith()
    store.get('r')
    await fail(new LoupeError('not-found', 'There is no such run'))
    expect([store.get('r').state, store.get('r').error?.code]).toEqual(['failed', 'not-found'])
    store.forget('r')
    expect([store.get('r').state, asked.length]).toEqual(['loading', 2])
  })
})

describe('a zoom', () => {
  /** A history of every tenth step up to 1,000, and all steps of what is asked for closely. */
  function zoomable() {
    const asked: ({ from: number; to: number } | undefined)[] = []
    const store = new SeriesStore(async (run, window) => {
      asked.push(window)
      const every = (from: number, to: number, by: number) =>
        Array.from({ length: Math.floor((to - from) / by) + 1 }, (_, i) => from + i * by)
      const steps = window ? every(Math.max(1, window.from), Math.min(1000, window.to), 1) : every(10, 1000, 10)
      return { run, columns: [columns(steps)], density: [], marks: [] }
    })
    return { store, asked, settled: () => new Promise((done) => setTimeout(done)) }
  }

  it('asks for the points that are missing, a little more than what is seen, and puts them between the others', async () => {
    const { store, asked, settled } = zoomable()
    store.get('r')
    await settled()
    await store.zoom('r', { from: 200, to: 240 })
    expect(asked[1]).toEqual({ from: 190, to: 250 })
    const steps = [...(store.get('r').detail?.train.steps.view() ?? [])]
    expect(steps.filter((step) => step >= 200 && step <= 240)).toHaveLength(41)
    expect([steps.length, steps[0], steps.at(-1)]).toEqual([18 + 61 + 75, 10, 1000])
    expect(store.get('r').train.length).toBe(100)
  })

  it('asks again only when another part or a much closer one is looked at, and grows with live frames', async () => {
    const { store, asked, settled } = zoomable()
    store.get('r')
    await settled()
    await store.zoom('r', { from: 200, to: 400 })
    await store.zoom('r', { from: 210, to: 390 })
    expect(asked).toHaveLength(2)
    store.take(frame([1010]))
    expect(store.get('r').detail?.train.lastStep).toBe(1010)
    await store.zoom('r', { from: 600, to: 700 })
    expect(asked).toHaveLength(3)
    await store.zoom('r', null)
    expect(store.get('r').detail).toBeUndefined()
  })

  it('drops an answer that comes after the view has gone elsewhere', async () => {
    const { store, settled } = zoomable()
    store.get('r')
    await settled()
    const late = store.zoom('r', { from: 200, to: 240 })
    await store.zoom('r', null)
    await late
    expect(store.get('r').detail).toBeUndefined()
  })
})

describe('memory', () => {
  it('stays bounded over a simulated day of frames, and the highest and lowest values of the day stay', async () => {
    const { store, answer } = storeWith()
    store.get('r')
    await answer([])
    const metrics = ['loss', 'fvu', 'l0', 'dead', 'gradient_norm', 'learning_rate']
    const perFrame = 5
    const frames = (24 * 3600 * 4) / perFrame
    let told = 0
    store.changed(() => told++)
    for (let i = 0; i < frames; i++) {
      const steps = Float64Array.from({ length: perFrame }, (_, j) => i * perFrame + j + 1)
      const values = steps.map((step) => (step === 100_001 ? 99 : step === 200_003 ? -99 : 1 + (step % 7)))
      const named = Object.fromEntries(metrics.map((metric) => [metric, values]))
      const parts = { columns: [{ split: 'train' as const, steps, seconds: steps, columns: named }] }
      const isFull = i % 20 === 0
      const mark = { step: i, kind: 'checkpoint' as const, text: 'checkpoint' }
      store.take({ ...frame([]), ...parts, ...(isFull ? { density: density(i * perFrame + 1), marks: [mark] } : { marks: [] }) })
    }
    const { train, density: densities, marks } = store.get('r')
    expect(train.length).toBeLessThanOrEqual(mostPoints)
    expect(train.length).toBeGreaterThan(historyPoints / 4)
    expect([densities.length <= mostDensities, marks.length <= 1000, told]).toEqual([true, true, frames])
    const at = (step: number) => train.values('loss')?.[train.steps.view().indexOf(step)]
    expect([at(100_001), at(200_003), train.lastStep]).toEqual([99, -99, frames * perFrame])
  })

  it('forgets runs that nobody looked at for longest', () => {
    const asked: string[] = []
    const store = new SeriesStore((run) => {
      asked.push(run)
      return new Promise(() => undefined)
    })
    for (let i = 0; i < 70; i++) {
      store.get(`r${i}`)
      store.get('r0')
    }
    store.get('r69')
    store.get('r0')
    expect(asked).toHaveLength(70)
    store.get('r1')
    expect(asked).toHaveLength(71)
  })
})
