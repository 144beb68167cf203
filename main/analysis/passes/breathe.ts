/**
 * Lets messages in between two pieces of synchronous work, so that a cancel is heard.
 */
import { setImmediate as nextTurn } from 'node:timers/promises'
import { LoupeError } from '../../../contract/wire/errors'

/** Waits one turn of the event loop; throws cancelled when the signal was given. */
export async function breathe(signal: AbortSignal): Promise<void> {
  await nextTurn()
  if (signal.aborted) throw new LoupeError('cancelled', 'The analysis was cancelled.', { cause: signal.reason })
}
