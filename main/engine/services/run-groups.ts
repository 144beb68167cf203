/** Calls about groups of runs: sweeps are planned and followed in groups/. */
import type { Run } from '../../../contract/records/run'
import type { AreaHandlers } from '../connections/handlers'
import { refuseReadOnly } from '../connections/refusals'
import type { Core } from '../core'
import { plannedRuns } from '../groups/plan'
import { dataPlace } from '../jobs/data-place'
import { refuseLostFiles } from '../jobs/lost-files'
import type { OpenProject } from '../projects/open-projects'
import { chosenDataset } from './chosen-dataset'

type GroupCalls = 'runs.planSweep' | 'runs.sweep' | 'runs.groups' | 'runs.stopGroup' | 'runs.resumeGroup'

export function runGroupHandlers(core: Core): Pick<AreaHandlers<'runs'>, GroupCalls> {
  const open = (id: string, holder: object) => core.projects.get(id, holder)
  const members = (project: OpenProject, group: string): Run[] =>
    project.store.groups.get(group).runs.map((run) => core.trainings.current(project, project.store.runs.get(run)))
  const tell = (project: OpenProject, group: string): Run[] => {
    const runs = members(project, group)
    for (const run of runs) core.announce('run.changed', { project: project.id, run })
    return runs
  }
  return {
    'runs.planSweep': async ({ project, dataset, plan }, { holder }) => {
      const { store } = await open(project, holder)
      return plannedRuns(store, chosenDataset(store, dataset), plan)
    },
    'runs.sweep': async ({ project: id, dataset, ...draft }, context) => {
      const project = await open(id, context.holder)
      const { store } = project
      refuseReadOnly(store)
      const data = chosenDataset(store, dataset)
      await refuseLostFiles(core.spawner, dataPlace(store, data.id), context)
      const group = core.groups.start(project, data, draft)
      return { group, runs: tell(project, group.id) }
    },
    'runs.groups': async ({ project }, { holder }) => (await open(project, holder)).store.groups.list(),
    'runs.stopGroup': async ({ project: id, group, keep }, { holder }) => {
      const project = await open(id, holder)
      await core.groups.stop(project, group, keep)
      return members(project, group)
    },
    'runs.resumeGroup': async ({ project: id, group }, { holder }) => {
      const project = await open(id, holder)
      refuseReadOnly(project.store)
      core.groups.resume(project, group)
      return tell(project, group)
    }
  }
}
