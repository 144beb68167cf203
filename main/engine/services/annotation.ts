/** Calls about comments, groups of features, and the tags and guidelines of the project. */
import { randomUUID } from 'node:crypto'
import { queueOf } from '../annotation/queue'
import { renameTags } from '../annotation/rename-tags'
import type { AreaHandlers } from '../connections/handlers'
import type { Core } from '../core'

export function annotationService(core: Core): AreaHandlers<'annotation'> {
  const storeOf = async (project: string, holder: object) => (await core.projects.get(project, holder)).store.annotation
  return {
    'annotation.queue': async ({ project, blind, author = core.author, ...asked }, { holder }) => {
      const as = blind ? author : undefined
      return { features: new Uint32Array(await queueOf(await core.projects.get(project, holder), asked, as)) }
    },
    'annotation.comments': async ({ project, run, feature, blind, author = core.author }, { holder }) => {
      const comments = (await storeOf(project, holder)).comments(run, feature)
      return blind ? comments.filter((comment) => comment.author === author) : comments
    },
    'annotation.comment': async ({ project, run, feature, text, author = core.author }, { holder }) => {
      const comment = (await storeOf(project, holder)).addComment(run, { feature, author, at: Date.now(), text })
      core.announce('annotation.changed', { project, run })
      return comment
    },
    'annotation.removeComment': async ({ project, run, comment, author = core.author }, { holder }) => {
      ;(await storeOf(project, holder)).removeComment(run, comment, author)
      core.announce('annotation.changed', { project, run })
      return null
    },
    'annotation.groups': async ({ project, run }, { holder }) => (await storeOf(project, holder)).groups(run),
    'annotation.putGroup': async ({ project, run, group: { id = randomUUID(), ...group }, author = core.author }, { holder }) => {
      const put = (await storeOf(project, holder)).putGroup(run, { id, ...group }, { author })
      core.announce('annotation.changed', { project, run })
      return put
    },
    'annotation.changeMembers': async ({ project, run, group, add, remove, author = core.author }, { holder }) => {
      const changed = (await storeOf(project, holder)).changeMembers(run, group, { add, remove }, { author })
      core.announce('annotation.changed', { project, run })
      return changed
    },
    'annotation.removeGroup': async ({ project, run, group, author = core.author }, { holder }) => {
      ;(await storeOf(project, holder)).removeGroup(run, group, { author })
      core.announce('annotation.changed', { project, run })
      return null
    },
    'annotation.guide': async ({ project }, { holder }) => (await storeOf(project, holder)).guide(),
    'annotation.setGuide': async ({ project, guide, renamed, group, author = core.author }, { holder }) => {
      const { store } = await core.projects.get(project, holder)
      const { set, runs } = store.together(() => {
        const runs = renamed.length === 0 ? [] : renameTags(store, renamed, author)
        const context = { author, renamedLabels: runs.length, ...(group === undefined ? {} : { group }) }
        return { set: store.annotation.setGuide(guide, context), runs }
      })
      core.announce('annotation.changed', { project })
      for (const run of runs) core.announce('labels.changed', { project, run })
      return set
    },
    'annotation.me': () => ({ author: core.author })
  }
}
