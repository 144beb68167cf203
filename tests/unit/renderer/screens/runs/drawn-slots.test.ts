/** Tests of colours and dashes when more runs are drawn than there are colours. */
import { describe, expect, it } from 'vitest'
import { withDrawnSlots } from '../../../../../renderer/screens/runs/drawn-slots'
import { runDash } from '../../../../../renderer/widgets/theme-colors'
import { runWith } from './config'

const runs = ['a', 'b', 'c', 'd'].map((id, i) => runWith({ id, slot: i === 3 ? 0 : i % 2 }))
const slots = (drawn: string[]) => withDrawnSlots(runs, drawn).map((run) => run.slot)

describe('withDrawnSlots', () => {
  it('gives drawn runs of the same colour another dash, the first of them stays as it is', () => {
    expect(slots(['c', 'a', 'b', 'd'])).toEqual([6, 1, 0, 12])
    expect(slots(['a'])).toEqual([0, 1, 0, 0])
    expect(withDrawnSlots(runs, ['a', 'gone'])[0]).toBe(runs[0])
  })

  it('leads to dashes that differ for six runs of one colour, the first six as ever', () => {
    for (const slot of [0, 1, 2, 3, 4, 5])
      expect(new Set([0, 1, 2, 3, 4, 5].map((times) => runDash(slot + 6 * times).join())).size).toBe(6)
    expect([runDash(0), runDash(1), runDash(6)]).toEqual([[], [6, 3], [12, 4]])
  })
})
