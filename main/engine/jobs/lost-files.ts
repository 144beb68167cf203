/** Whether a data set can be read: asked before something is recorded that would only fail. */
import { errorFromRecord } from '../../../contract/wire/errors'
import type { CallContext } from '../connections/handlers'
import { inspectTask } from './inspect-task'
import type { ProcessSpawner } from './job-process'
import type { DataPlace } from './protocol/data-place'

/** Throws the first problem of a file that training reads; of row table and vocabulary only a change counts. */
export async function refuseLostFiles(
  spawner: ProcessSpawner,
  data: DataPlace,
  context: Pick<CallContext, 'signal' | 'progress'>
): Promise<void> {
  const { files } = await inspectTask(spawner, { task: 'check', data }, context)
  const { activations, streams = [], targets } = data.dataset
  const read = [activations, ...streams.map(({ reference }) => reference), targets].map((reference) => reference?.path)
  const lost = files.find(({ path, problem }) => problem && (read.includes(path) || problem.code === 'changed'))
  if (lost?.problem) throw errorFromRecord(lost.problem)
}
