/** Tests of the series store: history, frames before and after it, densities, marks. */
import { describe, expect, it } from 'vitest'
import type { Result } from '../../../../../contract/calls/index'
import type { DensityHistogram, LiveFrame, MetricColumns } from '../../../../../contract/records/metrics'
import { LoupeError } from '../../../../../contract/wire/errors'
import { densityAt, earlierDensity, SeriesStore } from '../../../../../renderer/screens/runs/run-series'

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

describe('densities', () => {
  const all = [10, 20, 30, 40].map(density)

  it('are the latest ones not after the marker', () => {
    expect([5, 10, 29, 99, null].map((step) => densityAt(all, step)?.step)).toEqual([10, 10, 20, 40, 40])
    expect(densityAt([], null)).toBeUndefined()
  })

  it('are compared with those of about half the steps', () => {
    expect(earlierDensity(all, all[3])?.step).toBe(20)
    expect(earlierDensity(all, all[0])).toBeUndefined()
  })
})
