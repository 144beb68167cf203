import { describe, expect, it } from 'vitest'
import { addStep, createDensityWindow, densities } from '../../../../main/maths/density-window'
import { densityFromTensors, tensorsFromDensity } from '../../../../main/training/state'

describe('the density window in a checkpoint', () => {
  it('goes on as if never stored', () => {
    const window = createDensityWindow(3, 20)
    for (let step = 0; step < 7; step += 1) addStep(window, Uint32Array.of(step, 1, 0), 8)
    const again = createDensityWindow(3, 20)
    densityFromTensors(again, tensorsFromDensity(window))
    for (const each of [window, again]) for (let step = 0; step < 30; step += 1) addStep(each, Uint32Array.of(0, step % 2, 1), 8)
    expect(again).toEqual(window)
  })

  it('starts anew where the width has changed', () => {
    const window = createDensityWindow(2, 20)
    addStep(window, Uint32Array.of(1, 1), 1)
    const wider = createDensityWindow(3, 20)
    densityFromTensors(wider, tensorsFromDensity(window))
    expect([...densities(wider)]).toEqual([0, 0, 0])
  })
})
