/**
 * A new project: the data set is built in a process of its own, straight into the folder that the store makes ready;
 * the store makes the project appear whole or not at all.
 */
import { randomBytes } from 'node:crypto'
import { basename, resolve } from 'node:path'
import type { Checked } from '../../../contract/calls/index'
import type { Progress } from '../../../contract/records/basics'
import { createProject as createStore } from '../../store/index'
import { inspectTask } from '../jobs/inspect-task'
import type { ProcessSpawner } from '../jobs/job-process'

export type CheckedDraft = Checked<'projects.create'>

interface CreateOptions {
  spawner: ProcessSpawner
  signal: AbortSignal
  progress: (progress: Progress) => void
}

/** Throws exists, what the files' problems are (not-found, malformed, row-mismatch …), unwritable, disk-full, cancelled. */
export async function createProject(draft: CheckedDraft, options: CreateOptions): Promise<void> {
  const project = resolve(draft.folder)
  const id = `data-${randomBytes(6).toString('hex')}`
  const store = await createStore(project, { name: draft.name }, async (fresh) => {
    const spec = {
      task: 'build' as const,
      id,
      name: basename(draft.activations.path),
      activations: absolute(draft.activations),
      rowTable: draft.rowTable && absolute(draft.rowTable),
      outliers: draft.outliers,
      split: draft.split,
      project,
      folder: fresh.layout.datasetFolder(id)
    }
    const { dataset } = await inspectTask(options.spawner, spec, options)
    fresh.datasets.add(dataset)
  })
  store.close()
}

function absolute<Source extends { path: string }>(source: Source): Source {
  return { ...source, path: resolve(source.path) }
}
