/** Calls about projects: the list, new ones, samples, open and close. */
import { existsSync } from 'node:fs'
import type { Sample } from '../../../contract/records/project'
import { LoupeError } from '../../../contract/wire/errors'
import type { OpenOptions } from '../../store/index'
import type { AreaHandlers, CallContext } from '../connections/handlers'
import type { Core } from '../core'
import { createProject, sourcePaths } from '../projects/create-project'
import { fileName, freeFolder } from '../projects/file-names'
import { HeldElsewhere, projectRecord } from '../projects/open-projects'
import { listSamples, removeSample, sampleDraft, sampleFolder } from '../projects/samples'

export function projectService(core: Core): AreaHandlers<'projects'> {
  // After the answer: the cards of many projects take a while to read.
  const tellRecents = () => void setImmediate(() => core.announce('projects.changed', core.recents.cards()))
  const open = async (folder: string, context: CallContext, { readOnly = false, asOf }: OpenOptions = {}) => {
    if (asOf !== undefined) {
      const past = projectRecord(await core.projects.open(folder, context.holder, { asOf }))
      context.paths.grant(folder)
      return past
    }
    const project = await core.joins.open(folder, context, readOnly)
    context.paths.grant(folder)
    core.recents.add(folder)
    tellRecents()
    return project
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
      if (reset) await resetSample(core, sample, folder, context)
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

/** Only one that nobody has open, here or in another Loupe. */
async function resetSample(core: Core, sample: Sample['id'], folder: string, { holder }: CallContext): Promise<void> {
  const open = core.projects.idOf(folder)
  if (open) {
    core.joins.leave(open, holder)
    core.projects.release(open, holder)
  }
  if (core.projects.isOpen(folder) || (existsSync(folder) && (await isHeldElsewhere(core, folder))))
    throw new LoupeError('busy', 'The sample is open in another window or is being worked on', {
      hint: 'Close it there, or stop its jobs, then reset it.'
    })
  removeSample(core.places, sample)
}

async function isHeldElsewhere({ projects }: Core, folder: string): Promise<boolean> {
  const trial = {}
  try {
    projects.release((await projects.open(folder, trial)).id, trial)
    return false
  } catch (error) {
    return error instanceof HeldElsewhere
  }
}
