/** Tests of the redraw turns: one per frame, rounds apart, none while hidden. */
import { describe, expect, it } from 'vitest'
import { type FrameClock, FrameTurns } from '../../../../../renderer/widgets/track-chart/frame-turns'

/** Frames by hand, 16 ms apart. */
class HandClock implements FrameClock {
  time = 1_000
  hidden = false
  frames = new Map<number, () => void>()
  listeners = new Set<() => void>()
  #next = 1

  now = () => this.time
  isHidden = () => this.hidden
  cancelFrame = (handle: number) => void this.frames.delete(handle)
  requestFrame = (callback: () => void) => {
    this.frames.set(this.#next, callback)
    return this.#next++
  }
  onVisibility = (listener: () => void) => {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  frame(): void {
    this.time += 16
    const due = [...this.frames.values()]
    this.frames.clear()
    for (const callback of due) callback()
  }

  show(hidden: boolean): void {
    this.hidden = hidden
    for (const listener of this.listeners) listener()
  }
}

function three(interval = 100) {
  const clock = new HandClock()
  const turns = new FrameTurns(interval, clock)
  const log: string[] = []
  for (const name of ['a', 'b', 'c']) turns.add(() => log.push(name))
  turns.start()
  return { clock, turns, log }
}

describe('FrameTurns', () => {
  it('gives one task a turn per frame until all had theirs, then asks for no more frames', () => {
    const { clock, turns, log } = three()
    turns.markDirty()
    clock.frame()
    expect(log).toEqual(['a'])
    clock.frame()
    clock.frame()
    expect(log).toEqual(['a', 'b', 'c'])
    expect(clock.frames.size).toBe(0)
  })

  it('starts rounds at most every interval, however often something changes', () => {
    const { clock, turns, log } = three(100)
    for (let i = 0; i < 60; i++) {
      turns.markDirty()
      clock.frame()
    }
    const rounds = log.filter((name) => name === 'a').length
    expect(rounds).toBeGreaterThanOrEqual(8)
    expect(rounds).toBeLessThanOrEqual(10)
  })

  it('draws what changed during a round in the next one', () => {
    const { clock, turns, log } = three(0)
    turns.markDirty()
    clock.frame()
    turns.markDirty()
    for (let i = 0; i < 5; i++) clock.frame()
    expect(log).toEqual(['a', 'b', 'c', 'a', 'b', 'c'])
  })

  it('rests while the page is hidden and flushes once when it is seen again', () => {
    const { clock, turns, log } = three(0)
    clock.show(true)
    for (let i = 0; i < 20; i++) turns.markDirty()
    expect(clock.frames.size).toBe(0)
    clock.show(false)
    for (let i = 0; i < 10; i++) clock.frame()
    expect(log).toEqual(['a', 'b', 'c'])
  })

  it('stops and starts again, and forgets a task that left', () => {
    const { clock, turns, log } = three(0)
    const leave = turns.add(() => log.push('gone'))
    leave()
    turns.markDirty()
    turns.stop()
    clock.frame()
    expect(log).toEqual([])
    turns.start()
    for (let i = 0; i < 5; i++) clock.frame()
    expect(log).toEqual(['a', 'b', 'c'])
  })
})
