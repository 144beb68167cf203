/** What a run would need: measured by a process of its own, beside what this machine has. */
import { statfsSync } from 'node:fs'
import { totalmem } from 'node:os'
import type { RunEstimate } from '../../../contract/records/run-estimate'
import type { CallContext } from '../connections/handlers'
import type { ProcessSpawner } from './job-process'
import type { EstimateSpec } from './protocol/training'
import { startProcess } from './start-process'

/** Throws what the training would throw at its start, and cancelled. */
export async function estimate(
  spawner: ProcessSpawner,
  spec: EstimateSpec,
  { signal, progress }: Pick<CallContext, 'signal' | 'progress'>
): Promise<RunEstimate> {
  const { config } = spec
  const { backend, ...probe } = await startProcess(spawner, { entry: 'estimate', spec, config, signal, onProgress: progress })
    .result
  const { bavail, bsize } = statfsSync(spec.data.project)
  return { ...probe, machineMemoryBytes: totalmem(), freeDiskBytes: bavail * bsize, backend: backend.name }
}
