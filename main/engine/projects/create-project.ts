/**
 * A new project: the data set is built in a process of its own, straight into the folder that the store makes ready;
 * the store makes the project appear whole or not at all.
 */
import { randomBytes } from 'node:crypto'
import { basename, resolve } from 'node:path'
import type { Checked } from '../../../contract/calls/index'
import type { Progress } from '../../../contract/records/basics'
import { DatasetSources } from '../../../contract/records/dataset'
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
      draft: { ...absoluteSources(draft), id, name: basename(draft.activations.path) },
      project,
      folder: fresh.layout.datasetFolder(id)
    }
    const { dataset } = await inspectTask(options.spawner, spec, options)
    fresh.datasets.add(dataset)
  })
  store.close()
}

/** Every path that a draft names, but its own folder. */
export function sourcePaths({ activations, streams = [], targets, rowTable, vocabulary }: CheckedDraft): string[] {
  const sources = [activations, ...streams.map(({ source }) => source), targets, rowTable]
  return [...sources.map((source) => source?.path), vocabulary].filter((path) => path !== undefined)
}

/** What the data set is made of, with absolute paths: the job process has its own working folder. */
function absoluteSources(draft: CheckedDraft): DatasetSources {
  // Only the fields of the data set: the rest of the draft is about the project.
  const sources = DatasetSources.parse(draft)
  const { streams, targets, rowTable, vocabulary } = sources
  return {
    ...sources,
    activations: absolute(sources.activations),
    ...(streams ? { streams: streams.map((stream) => ({ ...stream, source: absolute(stream.source) })) } : {}),
    ...(targets ? { targets: absolute(targets) } : {}),
    ...(rowTable ? { rowTable: absolute(rowTable) } : {}),
    ...(vocabulary === undefined ? {} : { vocabulary: resolve(vocabulary) })
  }
}

function absolute<Source extends { path: string }>(source: Source): Source {
  return { ...source, path: resolve(source.path) }
}
