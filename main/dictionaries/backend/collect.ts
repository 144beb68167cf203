/**
 * Frees the memory of arrays that nothing holds any longer. V8 sees their small wrappers, not their memory, and may let many
 * large ones lie: gigabytes around a start or a checkpoint of a wide dictionary.
 */
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

/** Numbers in the array; below that a collection would cost more than it is worth. */
const large = 2 ** 22

let collect: (() => void) | undefined

/** After an array of so many numbers was used for the last time. Takes some 10 ms where it collects. */
export function collectAfter(numbers: number): void {
  if (numbers < large) return
  collect ??= collector()
  collect()
}

/** As Node's --expose-gc gives it, for a process that was not started with it. */
function collector(): () => void {
  setFlagsFromString('--expose-gc')
  return runInNewContext('gc') as () => void
}
