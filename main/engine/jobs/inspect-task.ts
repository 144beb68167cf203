/** One look at activation files in a process of its own. */
import type { CallContext } from '../connections/handlers'
import type { ProcessSpawner } from './job-process'
import type { InspectResult, InspectSpec } from './protocol/inspection'
import { startProcess } from './start-process'

type ResultOf<Task> = Extract<InspectResult, { task: Task }>

export async function inspectTask<Spec extends InspectSpec>(
  spawner: ProcessSpawner,
  spec: Spec,
  context: Pick<CallContext, 'signal' | 'progress'>
): Promise<ResultOf<Spec['task']>> {
  const request = { entry: 'inspect' as const, spec, signal: context.signal, onProgress: context.progress }
  return (await startProcess(spawner, request).result) as ResultOf<Spec['task']>
}
