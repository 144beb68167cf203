/** What a check finds: a configuration that can not work, in words. */
import type { RunConfig } from '../../../contract/records/run'
import type { DataSize } from '../data-size'

export interface Problem {
  /** Its place: where a person can mend it. */
  field: keyof RunConfig
  /** A sentence on what is wrong, with its values. */
  message: string
  /** What to do. */
  hint: string
}

/** Gives the first problem of its concern. `memoryBytes`: what the machine has. */
export type Check = (config: RunConfig, data: DataSize, memoryBytes: number) => Problem | undefined
