/** What a run would need, as measured by a few of its steps on this machine and its data. */
import { z } from 'zod'
import { Count } from './basics'

export const RunEstimate = z.object({
  /** Of the measured steps, reading included. */
  rowsPerSecond: z.number().nonnegative(),
  /** Of the whole training: steps, validations, checkpoints. */
  seconds: z.number().nonnegative(),
  /** Of the training process at its peak. */
  memoryBytes: Count,
  /** What this machine has. */
  machineMemoryBytes: Count,
  checkpointBytes: Count,
  /** All checkpoints that the run keeps at the same time. */
  diskBytes: Count,
  /** Room on the disk of the project. */
  freeDiskBytes: Count,
  /** Steps that were measured. */
  steps: Count,
  backend: z.string()
})
export type RunEstimate = z.infer<typeof RunEstimate>
