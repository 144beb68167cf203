/** Calls about saved views: the store keeps them, every window hears of a change. */
import type { AreaHandlers } from '../connections/handlers'
import type { Core } from '../core'

export function viewService(core: Core): AreaHandlers<'views'> {
  const viewsOf = async (project: string, holder: object) => (await core.projects.get(project, holder)).store.views
  return {
    'views.list': async ({ project }, { holder }) => (await viewsOf(project, holder)).list(),
    'views.put': async ({ project, view, author = core.author }, { holder }) => {
      const put = (await viewsOf(project, holder)).put(view, { author })
      core.announce('views.changed', { project })
      return put
    },
    'views.remove': async ({ project, name, author = core.author }, { holder }) => {
      ;(await viewsOf(project, holder)).remove(name, { author })
      core.announce('views.changed', { project })
      return null
    }
  }
}
