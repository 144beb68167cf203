/** Calls about exports. */
import { join, resolve } from 'node:path'
import type { AreaHandlers } from '../connections/handlers'
import type { Core } from '../core'
import { fileName, freeFolder } from '../projects/file-names'

export function exportService(core: Core): AreaHandlers<'exports'> {
  return {
    'exports.write': async ({ blind, author = core.author, ...request }, context) => {
      context.paths.check(request.folder)
      const project = await core.projects.get(request.project, context.holder)
      return core.exports.write(
        project,
        { ...request, whose: blind ? author : undefined, folder: resolve(request.folder) },
        context
      )
    },
    'exports.plan': async (wish, { holder }) => {
      const { blind, author = core.author } = wish
      return core.exports.plan(await core.projects.get(wish.project, holder), wish, blind ? author : undefined)
    },
    'exports.list': async ({ project }, { holder }) => (await core.projects.get(project, holder)).store.exports.list(),
    'exports.verify': async ({ project, export: id }, { holder, signal }) => {
      const { store } = await core.projects.get(project, holder)
      return core.exports.verify(store.exports.get(id).folder, signal)
    },
    'exports.suggestFolder': async ({ project, run, as }, { holder, paths }) => {
      const { store } = await core.projects.get(project, holder)
      const folder = freeFolder(join(store.layout.exports), fileName(`${store.runs.get(run).name}-${as}`), '')
      paths.grant(folder)
      return { folder }
    }
  }
}
