/** How validation values are dotted: apart from the run's own dash, also where that is nearly dots. */
import { runDash } from '../theme-colors'

const dots = [1.5, 2.5]
const sparseDots = [1.5, 6]

/** Lengths of dash and gap in px for the validation line of a run's slot. */
export function validationDash(slot: number): number[] {
  const own = runDash(slot)
  return own.length > 0 && Math.max(...own) <= 3 ? sparseDots : dots
}
