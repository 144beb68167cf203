import { describe, expect, it } from 'vitest'
import { comingUp, currentOf, nextOpen, type Queue, whyNext, withDecision } from '../../../../../renderer/screens/annotate/queue'

const queue = (position: number, decided: number[] = []): Queue => ({
  run: 'r',
  order: 'mass',
  seed: 4,
  ids: Uint32Array.from([10, 20, 30, 40]),
  position,
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

  it('says in a sentence why a feature is next', () => {
    expect((['mass', 'density', 'id', 'random'] as const).map((order) => whyNext(order, 4, '0.08 %', '2.14 %'))).toEqual([
      'It adds the most activation mass that no label explains yet, 0.08 % of all.',
      'It is active on the most rows of those without a label, 2.14 %.',
      'It is the next one by id.',
      'Drawn at random with seed 4: every feature has the same chance.'
    ])
  })
})
