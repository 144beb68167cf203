/** Calls about activation files: all reading happens in a process of its own, so that the engine always answers. */

import { LoupeError } from '../../../contract/wire/errors'
import type { AreaHandlers } from '../connections/handlers'
import { refuseReadOnly } from '../connections/refusals'
import type { Core } from '../core'
import { dataPlace } from '../jobs/data-place'
import { fitSpec } from '../jobs/fit-spec'
import { inspectTask } from '../jobs/inspect-task'
import { startProcess } from '../jobs/start-process'

function refuseBusy(core: Core, project: string): void {
  const job = core.jobs.list(project).find(({ finishedAt }) => finishedAt === undefined)
  if (!job) return
  throw new LoupeError('busy', `Rows can not be added while a job works with them: ${job.title}`, {
    hint: 'Wait for its end, or cancel it; a run that is stopped can be resumed.'
  })
}

export function datasetService(core: Core): AreaHandlers<'datasets'> {
  return {
    'datasets.inspect': async ({ files }, context) => {
      for (const file of files) context.paths.check(file.path)
      return (await inspectTask(core.spawner, { task: 'inspect', files }, context)).inspection
    },
    'datasets.preview': async ({ activations, rowTable, vocabulary, rows }, context) => {
      for (const path of [activations.path, rowTable?.path, vocabulary]) if (path !== undefined) context.paths.check(path)
      return (await inspectTask(core.spawner, { task: 'preview', activations, rowTable, vocabulary, rows }, context)).rows
    },
    'datasets.previewImages': async ({ rowTable, rows }, context) => {
      context.paths.check(rowTable.path)
      return (await inspectTask(core.spawner, { task: 'images', rowTable, rows }, context)).images
    },
    'datasets.images': async ({ project, dataset, rows }, context) => {
      const { store } = await core.projects.get(project, context.holder)
      return (await inspectTask(core.spawner, { task: 'images', rowTable: dataPlace(store, dataset), rows }, context)).images
    },
    'datasets.fit': async ({ project, run, step, source }, context) => {
      context.paths.check(source.path)
      const { store } = await core.projects.get(project, context.holder)
      const spec = fitSpec(store, source, run, step)
      return startProcess(core.spawner, { entry: 'fit', spec, signal: context.signal, onProgress: context.progress }).result
    },
    'datasets.check': async ({ project, dataset }, context) => {
      const { store } = await core.projects.get(project, context.holder)
      return (await inspectTask(core.spawner, { task: 'check', data: dataPlace(store, dataset) }, context)).files
    },
    'datasets.relocate': async ({ project, dataset, path }, context) => {
      context.paths.check(path)
      const { store } = await core.projects.get(project, context.holder)
      refuseReadOnly(store)
      const moved = await inspectTask(core.spawner, { task: 'relocate', data: dataPlace(store, dataset), path }, context)
      return store.datasets.update(moved.dataset)
    },
    'datasets.extend': async ({ project: id, dataset, files }, context) => {
      for (const file of files) context.paths.check(file)
      const project = await core.projects.get(id, context.holder)
      const { store } = project
      refuseReadOnly(store)
      refuseBusy(core, id)
      const spec = {
        task: 'grow' as const,
        data: dataPlace(store, dataset),
        further: files,
        folder: store.datasets.nextFolder(dataset)
      }
      const grown = await inspectTask(core.spawner, spec, context)
      // Reading takes a while: what has begun meanwhile reads the files that it began with.
      refuseBusy(core, id)
      const extended = store.datasets.update(grown.dataset)
      project.indexes.forgetRows(dataset)
      store.datasets.sweep()
      return extended
    }
  }
}
