/** Runs as calls give and change them: as they are now, told to all when they change. */
import type { Run } from '../../../contract/records/run'
import { LoupeError } from '../../../contract/wire/errors'
import type { RunChange } from '../../store/run-records'
import type { Core } from '../core'
import type { OpenProject } from '../projects/open-projects'

export interface RunRecords {
  open(project: string, holder: object): Promise<OpenProject>
  current(project: OpenProject, run: string): Run
  /** Announces the run and gives it. */
  tell(project: OpenProject, run: string): Run
  change(project: OpenProject, run: string, change: RunChange): Run
  /** Whether a process works on it. */
  isUsed(project: OpenProject, run: string): boolean
  refuseWhileUsed(project: OpenProject, run: string): void
}

export function runRecords(core: Core): RunRecords {
  const current = (project: OpenProject, run: string): Run => core.trainings.current(project, project.store.runs.get(run))
  const tell = (project: OpenProject, run: string): Run => {
    const record = current(project, run)
    core.announce('run.changed', { project: project.id, run: record })
    return record
  }
  const isUsed = (project: OpenProject, run: string): boolean =>
    core.trainings.isTraining(project, run) ||
    core.analyses.isAnalyzing(run) ||
    core.pinnings.isMeasuring(run) ||
    core.jobs.list(project.id).some((job) => job.run === run && job.state === 'running')
  return {
    open: (project, holder) => core.projects.get(project, holder),
    current,
    tell,
    isUsed,
    change(project, run, change) {
      project.store.runs.update(run, change)
      return tell(project, run)
    },
    refuseWhileUsed(project, run) {
      if (!isUsed(project, run)) return
      throw new LoupeError('busy', 'This run is being worked on', { hint: 'Stop its job first.' })
    }
  }
}
