/** Calls about suggestions. Every window hears of kept ones that came or went. */
import { acceptSuggestions } from '../annotation/accept-suggestions'
import { suggestionsOf } from '../annotation/suggestions'
import type { AreaHandlers } from '../connections/handlers'
import type { Core } from '../core'

export function suggestionService(core: Core): AreaHandlers<'suggestions'> {
  const open = (project: string, holder: object) => core.projects.get(project, holder)
  return {
    'suggestions.list': async ({ project, run, feature }, { holder }) => suggestionsOf(await open(project, holder), run, feature),
    'suggestions.put': async ({ project, run, suggestions }, { holder }) => {
      const put = (await open(project, holder)).store.suggestions.put(run, suggestions)
      core.announce('suggestions.changed', { project, run })
      return put
    },
    'suggestions.remove': async ({ project, run, ...choice }, { holder }) => {
      const removed = (await open(project, holder)).store.suggestions.remove(run, choice)
      if (removed > 0) core.announce('suggestions.changed', { project, run })
      return { removed }
    },
    'suggestions.dismiss': async ({ project, run, feature, id, dismissed }, { holder }) => {
      ;(await open(project, holder)).store.suggestions.dismiss(run, feature, id, dismissed)
      core.announce('suggestions.changed', { project, run })
      return null
    },
    'suggestions.accept': async ({ project, author = core.author, ...asked }, { holder }) => {
      const { store } = await open(project, holder)
      const { labels, ...accepted } = acceptSuggestions(store, asked, author)
      if (labels.length > 0) core.announce('labels.changed', { project, run: asked.run })
      return accepted
    }
  }
}
