/** A long work that can be watched and stopped. */
import type { Progress } from '../../../../contract/records/basics'

export interface Watched {
  signal: AbortSignal
  onProgress(progress: Progress): void
}
