/** What a run would need, as lines for people. */
import type { RunConfig } from '../../contract/records/run'
import type { RunEstimate } from '../../contract/records/run-estimate'
import { bytes, count, counted, duration } from './numbers'

export function estimateLines({ steps, batchRows }: RunConfig, estimate: RunEstimate): string[] {
  const { rowsPerSecond, seconds, memoryBytes, machineMemoryBytes, checkpointBytes, diskBytes, freeDiskBytes } = estimate
  return [
    `About ${duration(seconds)} for ${counted(steps, 'step')} of ${counted(batchRows, 'row')}: ${count(rowsPerSecond)} rows/s on ${estimate.backend}`,
    `Memory: ${bytes(memoryBytes)} of ${bytes(machineMemoryBytes)}`,
    `Disk: ${bytes(diskBytes)} at most, ${bytes(checkpointBytes)} a checkpoint; ${bytes(freeDiskBytes)} are free`,
    `Measured over ${counted(estimate.steps, 'step')}. Nothing was kept.`
  ]
}
