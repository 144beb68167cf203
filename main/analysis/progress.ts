/**
 * Progress of one phase with its rate and the time left, told at most ten times a second and always at the end.
 */
import type { Progress } from '../../contract/records/basics'

const minimumMs = 100

/** A function to call with the number done so far; `total` things are counted as `unit` under `note`, `begun` of them done before. */
export function phaseProgress(
  phase: { total: number; unit: string; note: string },
  tell: (progress: Progress) => void,
  begun = 0
): (done: number) => void {
  const started = performance.now()
  let told = Number.NEGATIVE_INFINITY
  return (done) => {
    const now = performance.now()
    if (now - told < minimumMs && done < phase.total) return
    told = now
    tell({ done, ...phase, ...rateOf(done - begun, phase.total - begun, (now - started) / 1000) })
  }
}

function rateOf(done: number, total: number, seconds: number): Pick<Progress, 'perSecond' | 'secondsLeft'> {
  if (!(done > 0 && seconds > 0)) return {}
  const perSecond = done / seconds
  return { perSecond, secondsLeft: Math.max(total - done, 0) / perSecond }
}
