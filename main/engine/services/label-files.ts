/** Calls about labels in the files of other tools. */
import { resolve } from 'node:path'
import { lookOf, takeLabels, usableRows } from '../annotation/import-labels'
import type { AreaHandlers } from '../connections/handlers'
import { refuseReadOnly } from '../connections/refusals'
import type { Core } from '../core'

export function labelFileService(core: Core): AreaHandlers<'labelFiles'> {
  return {
    'labelFiles.look': async ({ project, ...given }, { holder, paths }) => {
      paths.check(given.path)
      const { store } = await core.projects.get(project, holder)
      return lookOf(store, given.run, await usableRows(store, { ...given, path: resolve(given.path) }))
    },
    'labelFiles.import': async ({ project, author = core.author, ...given }, { holder, paths }) => {
      paths.check(given.path)
      const { store } = await core.projects.get(project, holder)
      refuseReadOnly(store)
      const asked = { ...given, path: resolve(given.path), project }
      const { changed, ...taken } = takeLabels(store, asked, await usableRows(store, asked), author)
      if (changed.length > 0) core.announce('labels.changed', { project, run: given.run })
      if (taken.suggested > 0) core.announce('suggestions.changed', { project, run: given.run })
      return taken
    }
  }
}
