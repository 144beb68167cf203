import { describe, expect, it } from 'vitest'
import { IdleSteps } from '../../../../main/dictionaries/idle-steps'

describe('IdleSteps', () => {
  it('calls a feature dead once it stayed idle for the whole window, and alive again when it fires', () => {
    const idle = new IdleSteps(3, 2)
    idle.addStep(Uint32Array.of(0, 1, 0))
    expect(idle.deadCount()).toBe(0)
    idle.addStep(Uint32Array.of(0, 0, 0))
    expect([...idle.deadFeatures()]).toEqual([0, 2])
    idle.addStep(Uint32Array.of(0, 0, 9))
    expect([...idle.deadFeatures()]).toEqual([0, 1])
  })

  it('goes on from its state', () => {
    const idle = new IdleSteps(2, 2)
    idle.addStep(Uint32Array.of(0, 1))
    const again = new IdleSteps(2, 2, idle.state())
    again.addStep(Uint32Array.of(0, 0))
    expect([...again.deadFeatures()]).toEqual([0])
    expect(idle.deadCount()).toBe(0)
  })
})
