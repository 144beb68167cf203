/** Calls about projects: the list, new ones, samples, open and close. */
import { existsSync } from 'node:fs'
import { LoupeError } from '../../../contract/wire/errors'
import type { OpenOptions } from '../../store/index'
import type { AreaHandlers, CallContext } from '../connections/handlers'
import type { Core } from '../core'
import { createProject, sourcePaths } from '../projects/create-project'
import { fileName, freeFolder } from '../projects/file-names'
import { projectRecord } from '../projects/open-projects'
import { listSamples, removeSample, sampleDraft, sampleFolder } from '../projects/samples'

export function projectService(core: Core): AreaHandlers<'projects'> {
  // After the answer: the cards of many projects take a while to read.
  const tellRecents = () => void setImmediate(() => core.announce('projects.changed', core.recents.cards()))
  const open = async (folder: string, context: CallContext, options: OpenOptions = {}) => {
    const project = await core.projects.open(folder, context.holder, options)
    context.paths.grant(folder)
    if (options.asOf !== undefined) return projectRecord(project)
    core.recents.add(folder)
    tellRecents()
    return projectRecord(project)
  }
  return {
    'projects.recent': () => core.recents.cards(),
    'projects.forget': ({ folder }) => {
      core.recents.forget(folder)
      tellRecents()
      return null
    },
    'projects.create': async (draft, context) => {
      for (const path of [draft.folder, ...sourcePaths(draft)]) context.paths.check(path)
      await createProject(draft, { spawner: core.spawner, signal: context.signal, progress: context.progress })
      return open(draft.folder, context)
    },
    'projects.open': async ({ folder, readOnly, asOf }, context) => {
      if (!core.recents.has(folder)) context.paths.check(folder)
      return open(folder, context, { readOnly, ...(asOf === undefined ? {} : { asOf }) })
    },
    'projects.get': async ({ project }, { holder }) => projectRecord(await core.projects.get(project, holder)),
    'projects.close': ({ project }, { holder }) => {
      core.projects.release(project, holder)
      return null
    },
    'projects.samples': () => listSamples(core.places),
    'projects.openSample': async ({ sample, reset }, context) => {
      const folder = sampleFolder(core.places, sample)
      if (reset) resetSample(core, sample, folder, context)
      if (!existsSync(folder)) {
        const options = { spawner: core.spawner, signal: context.signal, progress: context.progress }
        await createProject(sampleDraft(core.places, sample), options)
      }
      return open(folder, context)
    },
    'projects.suggestFolder': ({ name }, { paths }) => {
      const folder = freeFolder(core.places.projects, fileName(name))
      paths.grant(folder)
      return { folder }
    }
  }
}

function resetSample(core: Core, sample: Parameters<typeof removeSample>[1], folder: string, { holder }: CallContext): void {
  const open = core.projects.idOf(folder)
  if (open) core.projects.release(open, holder)
  if (core.projects.isOpen(folder))
    throw new LoupeError('busy', 'The sample is open in another window or is being worked on', {
      hint: 'Close it there, or stop its jobs, then reset it.'
    })
  removeSample(core.places, sample)
}
