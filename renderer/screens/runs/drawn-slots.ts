/** Keeps drawn runs apart when there are more of them than colours. Pure. */
import type { Run } from '../../../contract/records/run'

const colors = 6

/**
 * The runs with the slot that they are drawn with: a run whose colour another drawn run has keeps the colour and gets another dash.
 * `drawn` in order: the first of a colour stays as it is.
 */
export function withDrawnSlots(runs: readonly Run[], drawn: readonly string[]): Run[] {
  const used = new Map<number, number>()
  const slots = new Map<string, number>()
  for (const id of new Set(drawn)) {
    const run = runs.find((other) => other.id === id)
    if (!run) continue
    const times = used.get(run.slot) ?? 0
    used.set(run.slot, times + 1)
    slots.set(id, run.slot + colors * times)
  }
  return runs.map((run) => {
    const slot = slots.get(run.id) ?? run.slot
    return slot === run.slot ? run : { ...run, slot }
  })
}
