import { describe, expect, it } from 'vitest'
import {
  at,
  atFeature,
  comingUp,
  currentOf,
  nextOpen,
  putOff,
  type Queue,
  renewed,
  withDecision,
  withNext
} from '../../../../../renderer/screens/annotate/queue'

const queue = (position: number, decided: number[] = []): Queue => ({
  run: 'r',
  order: { by: 'mass' },
  filter: '',
  as: undefined,
  ids: Uint32Array.from([10, 20, 30, 40]),
  position,
  visit: undefined,
  decided: new Set(decided)
})

describe('the annotation queue', () => {
  it('goes on to the next feature without an answer, over those that have one', () => {
    expect(nextOpen(queue(0, [10, 20]))).toBe(2)
  })

  it('comes back to what was passed over once it reaches the end', () => {
    expect(nextOpen(queue(3, [40]))).toBe(0)
  })

  it('has no next when everything is answered, and stays on the last open one', () => {
    expect(nextOpen(queue(1, [10, 20, 30, 40]))).toBeUndefined()
    expect(nextOpen(queue(1, [10, 30, 40]))).toBe(1)
  })

  it('knows what comes up, without what is answered', () => {
    expect(comingUp(queue(0, [20]), 3)).toEqual([30, 40])
    expect(comingUp(queue(3), 3)).toEqual([])
  })

  it('has nothing to show when it is empty', () => {
    expect([currentOf({ ...queue(0), ids: new Uint32Array() }), currentOf(queue(2))]).toEqual([undefined, 30])
  })

  it('takes decisions and takes them back', () => {
    const none = new Set<number>()
    expect([...withDecision(none, 5, true)]).toEqual([5])
    expect([...withDecision(new Set([5]), 5, false)]).toEqual([])
    expect(withDecision(none, 5, false)).toBe(none)
  })

  it('shows a feature out of turn and goes on where it was left', () => {
    const visiting = atFeature(queue(1), 77)
    expect(currentOf(visiting)).toBe(77)
    expect([nextOpen(visiting), comingUp(visiting, 2)]).toEqual([1, [20, 30]])
    expect(currentOf(at(visiting, 1))).toBe(20)
    expect(currentOf(atFeature(visiting, 40))).toBe(40)
    expect(currentOf(at(visiting, 9))).toBe(40)
  })
})

describe('what is put off', () => {
  it('comes at the end, and the next open one is in view', () => {
    const next = putOff(queue(0, [20]), 10)
    expect([[...next.ids], currentOf(next)]).toEqual([[20, 30, 40, 10], 30])
  })

  it('at the end of the queue lets what was passed over come first', () => {
    expect(currentOf(putOff(queue(3, [20]), 40))).toBe(10)
  })

  it('comes again when nothing else is open', () => {
    expect(currentOf(putOff(queue(3, [10, 20, 30]), 40))).toBe(40)
  })

  it('is open again when it was answered, and stays out of no queue', () => {
    const next = putOff(atFeature(queue(1, [77]), 77), 77)
    expect([[...next.ids], currentOf(next), next.decided.has(77)]).toEqual([[10, 20, 30, 40, 77], 20, false])
  })
})

describe('neighbors of the one in view', () => {
  it('come next, in their order, without those that are answered or not in the queue', () => {
    const next = withNext(queue(1, [30]), [40, 30, 99, 10])
    expect([[...next.ids], currentOf(next), comingUp(next, 2)]).toEqual([[20, 40, 10, 30], 20, [40, 10]])
    expect(withNext(next, [40, 30, 99, 10])).toBe(next)
  })
})

describe('a queue after many changes elsewhere', () => {
  it('knows what was answered, what is open again, and what is new', () => {
    const next = renewed(queue(1, [10]), Uint32Array.of(50, 40, 10))
    expect([[...next.ids], [...next.decided], currentOf(next)]).toEqual([[10, 20, 30, 40, 50], [20, 30], 20])
  })
})
