/** Stopping long work: a cancelled signal becomes the error that every station throws for it. */
import { LoupeError } from '../../contract/wire/errors'

/** Throws `cancelled` once the signal is aborted. */
export function throwIfCancelled(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw new LoupeError('cancelled', 'Stopped before it was done. Nothing was changed.')
}
