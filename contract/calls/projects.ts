/** Calls about projects: list, create, open, forget. */
import { z } from 'zod'
import { Id, TimeMs } from '../records/basics'
import { DatasetSources } from '../records/dataset'
import { Project, ProjectCard, Sample } from '../records/project'
import { call, read } from './call'

const Folder = z.string().min(1).max(4096)

/** What a new project is made of. */
export const ProjectDraft = DatasetSources.extend({
  folder: Folder,
  name: z.string().min(1).max(200)
})
export type ProjectDraft = z.infer<typeof ProjectDraft>

export const projectCalls = {
  /** Recent projects, the last opened first. */
  'projects.recent': read(z.object({}), z.array(ProjectCard)),
  /** Removes a project from the list; its files stay. */
  'projects.forget': call(z.object({ folder: Folder }), z.null()),
  /** Inspects the files, writes the project whole or not at all. Progress in rows. */
  'projects.create': call(ProjectDraft, Project),
  /**
   * `readOnly` also opens a project that another Loupe has open (`locked` otherwise). `asOf` opens it a second time, for
   * reading, with its labels, their history and their comments as they were then; it has a handle of its own.
   */
  'projects.open': call(z.object({ folder: Folder, readOnly: z.boolean().default(false), asOf: TimeMs.optional() }), Project),
  'projects.get': read(z.object({ project: Id }), Project),
  'projects.close': call(z.object({ project: Id }), z.null()),
  'projects.samples': read(z.object({}), z.array(Sample)),
  /** Opens the sample, creating it in the user's data folder the first time; `reset` throws its runs and labels away. */
  'projects.openSample': call(z.object({ sample: Sample.shape.id, reset: z.boolean().default(false) }), Project),
  /** Where a new project of this name would be put when the person does not choose. */
  'projects.suggestFolder': call(z.object({ name: z.string() }), z.object({ folder: z.string() }))
}
