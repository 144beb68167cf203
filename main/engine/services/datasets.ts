/** Calls about activation files: all reading happens in a process of its own, so that the engine always answers. */

import type { AreaHandlers } from '../connections/handlers'
import { refuseReadOnly } from '../connections/refusals'
import type { Core } from '../core'
import { dataPlace } from '../jobs/data-place'
import { fitSpec } from '../jobs/fit-spec'
import { inspectTask } from '../jobs/inspect-task'
import { startProcess } from '../jobs/start-process'

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
    }
  }
}
