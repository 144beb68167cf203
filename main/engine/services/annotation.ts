/** Calls about comments, groups of features, and the tags and guidelines of the project. */
import { randomUUID } from 'node:crypto'
import { queueOf } from '../annotation/queue'
import type { AreaHandlers } from '../connections/handlers'
import type { Core } from '../core'

export function annotationService(core: Core): AreaHandlers<'annotation'> {
  const storeOf = async (project: string, holder: object) => (await core.projects.get(project, holder)).store.annotation
  return {
    'annotation.queue': async ({ project, ...asked }, { holder }) => ({
      features: new Uint32Array(await queueOf(await core.projects.get(project, holder), asked))
    }),
    'annotation.comments': async ({ project, run, feature }, { holder }) =>
      (await storeOf(project, holder)).comments(run, feature),
    'annotation.comment': async ({ project, run, feature, text, author = core.author }, { holder }) => {
      const comment = (await storeOf(project, holder)).addComment(run, { feature, author, at: Date.now(), text })
      core.announce('annotation.changed', { project, run })
      return comment
    },
    'annotation.removeComment': async ({ project, run, comment }, { holder }) => {
      ;(await storeOf(project, holder)).removeComment(run, comment)
      core.announce('annotation.changed', { project, run })
      return null
    },
    'annotation.groups': async ({ project, run }, { holder }) => (await storeOf(project, holder)).groups(run),
    'annotation.putGroup': async ({ project, run, group: { id = randomUUID(), ...group } }, { holder }) => {
      const put = (await storeOf(project, holder)).putGroup(run, { id, ...group })
      core.announce('annotation.changed', { project, run })
      return put
    },
    'annotation.removeGroup': async ({ project, run, group }, { holder }) => {
      ;(await storeOf(project, holder)).removeGroup(run, group)
      core.announce('annotation.changed', { project, run })
      return null
    },
    'annotation.guide': async ({ project }, { holder }) => (await storeOf(project, holder)).guide(),
    'annotation.setGuide': async ({ project, guide }, { holder }) => {
      const set = (await storeOf(project, holder)).setGuide(guide)
      core.announce('annotation.changed', { project })
      return set
    }
  }
}
