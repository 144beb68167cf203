import { describe, expect, test } from 'vitest'
import type { PinMeasure } from '../../../../../contract/records/pin'
import { openProject } from '../../../../../main/store/index'
import { measureFromBlob } from '../../../../../main/store/tables/pin-blobs'
import { codeOf, projectWithRun } from '../samples'

const measure = (feature: number, max = 2): PinMeasure => ({
  feature,
  density: 0.25,
  max,
  rows: 100,
  examples: { rows: Uint32Array.of(40, 7), values: Float32Array.of(max, 0.5) },
  near: { rows: Uint32Array.of(7, 39, 40), values: Float32Array.of(0.5, 1, max) }
})

describe('pinned features', () => {
  test('are there in the order in which they were pinned, also when the project is opened again', async () => {
    const { store, run } = await projectWithRun()
    store.pins.add(run, [9, 4], { step: 100, at: 5 })
    store.pins.add(run, [1, 9], { step: 200, at: 6 })
    const pins = [
      { feature: 4, pinnedAt: 5, pinnedStep: 100 },
      { feature: 9, pinnedAt: 5, pinnedStep: 100 },
      { feature: 1, pinnedAt: 6, pinnedStep: 200 }
    ]
    expect(store.pins.list(run)).toEqual(pins)
    store.close()
    const again = await openProject(store.folder)
    expect(again.pins.list(run)).toEqual(pins)
    again.close()
  })

  test('keep what was measured of them, to the bit, also when they are taken away for a while', async () => {
    const { store, run } = await projectWithRun()
    store.pins.add(run, [4], { step: 0 })
    store.pins.record(run, 200, [measure(4, 3)])
    store.pins.record(run, 100, [measure(4)])
    store.pins.remove(run, [4, 77])
    expect(store.pins.list(run)).toEqual([])
    expect(store.pins.moments(run, 4)).toEqual([
      { step: 100, density: 0.25, max: 2, rows: 100 },
      { step: 200, density: 0.25, max: 3, rows: 100 }
    ])
    expect(store.pins.measure(run, 4, 200)).toEqual(measure(4, 3))
    expect(store.pins.measure(run, 4, 150)).toBeUndefined()
  })

  test('of a step are replaced when it is measured again', async () => {
    const { store, run } = await projectWithRun()
    store.pins.record(run, 100, [measure(4)])
    store.pins.record(run, 100, [measure(4, 8)])
    expect(store.pins.moments(run, 4).map(({ max }) => max)).toEqual([8])
  })

  test('lose what was measured in work that was lost', async () => {
    const { store, run } = await projectWithRun()
    store.pins.add(run, [4], { step: 0 })
    for (const step of [100, 200, 300]) store.pins.record(run, step, [measure(4)])
    store.metrics.removeAfter(run, 200)
    expect(store.pins.moments(run, 4).map(({ step }) => step)).toEqual([100, 200])
    expect(store.pins.list(run)).toHaveLength(1)
  })

  test('go with their run, and are of a run that is there', async () => {
    const { store, run } = await projectWithRun()
    store.pins.add(run, [4], { step: 0 })
    store.pins.record(run, 100, [measure(4)])
    store.runs.remove(run)
    expect([store.pins.list(run), store.pins.moments(run, 4)]).toEqual([[], []])
    expect(await codeOf(() => store.pins.add(run, [4], { step: 0 }))).not.toBe('none')
  })

  test('that are half written are damaged, not half read', async () => {
    for (const bytes of [0, 4, 7, 12]) expect(await codeOf(() => measureFromBlob(new Uint8Array(bytes).fill(1)))).toBe('damaged')
  })
})
