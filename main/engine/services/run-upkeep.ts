/** Calls that tidy runs: names, notes, tags, archive, checkpoints that nothing needs, deleting. */
import type { Checkpoint, Run } from '../../../contract/records/run'
import type { ProjectStore } from '../../store/project-store'
import type { AreaHandlers } from '../connections/handlers'
import { refuseReadOnly } from '../connections/refusals'
import type { Core } from '../core'
import { spareSteps } from '../jobs/result-checkpoint'
import { runRecords } from './run-records'

type UpkeepCalls = 'runs.rename' | 'runs.setNote' | 'runs.setTags' | 'runs.archive' | 'runs.delete' | 'runs.prune'

export function runUpkeepHandlers(core: Core): Pick<AreaHandlers<'runs'>, UpkeepCalls> {
  const { open, tell, change, isUsed, refuseWhileUsed } = runRecords(core)
  return {
    'runs.rename': async ({ project, run, name }, { holder }) => change(await open(project, holder), run, { name }),
    'runs.setNote': async ({ project, run, note }, { holder }) => change(await open(project, holder), run, { note }),
    'runs.setTags': async ({ project, run, tags }, { holder }) => change(await open(project, holder), run, { tags }),
    'runs.archive': async ({ project, run, archived }, { holder }) => change(await open(project, holder), run, { archived }),
    'runs.delete': async ({ project: id, run }, { holder }) => {
      const project = await open(id, holder)
      refuseWhileUsed(project, run)
      project.indexes.forgetActivations(undefined, project.store.layout.analysesFolder(run))
      project.store.runs.remove(run)
      core.studies.forgetRun(run)
      core.announce('run.deleted', { project: id, run })
      return null
    },
    'runs.prune': async ({ project: id, run, dryRun }, { holder }) => {
      const project = await open(id, holder)
      if (!dryRun) refuseReadOnly(project.store)
      if (run !== undefined) refuseWhileUsed(project, run)
      const runs = run === undefined ? project.store.runs.list() : [project.store.runs.get(run)]
      const removed = runs.filter((one) => !isUsed(project, one.id)).flatMap((one) => prune(project.store, one, dryRun))
      if (!dryRun) for (const one of new Set(removed.map((checkpoint) => checkpoint.run))) tell(project, one)
      return { removed, freedBytes: removed.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0) }
    }
  }
}

/** Takes away, unless `dryRun`, what nothing needs; gives it. */
function prune(store: ProjectStore, run: Run, dryRun: boolean): Checkpoint[] {
  const steps = spareSteps(store, run, 0)
  if (!dryRun) for (const step of steps) store.checkpoints.remove(run.id, step)
  return run.checkpoints.filter(({ step }) => steps.includes(step))
}
