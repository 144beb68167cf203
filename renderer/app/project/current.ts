/**
 * The project and run the person is at, as records: what most screens begin with.
 */
import type { Project } from '../../../contract/records/project'
import type { Run } from '../../../contract/records/run'
import { toastError } from '../../widgets/toast/toast-store'
import { client } from '../engine/client'
import { useCall } from '../engine/queries'
import { queryClient } from '../engine/query-client'
import { enterProject, leaveProject, useSession } from '../session'

/** The open project; undefined while it is asked for or when none is open. */
export function useProject(): Project | undefined {
  const project = useSession((session) => session.project)
  return useCall('projects.get', { project: project ?? '' }, { enabled: project !== null }).data
}

/** Runs of the open project in the engine's order; undefined while they are asked for. */
export function useRuns(): Run[] | undefined {
  const project = useSession((session) => session.project)
  return useCall('runs.list', { project: project ?? '' }, { enabled: project !== null }).data
}

/** The chosen run; where none is chosen, the analyzed run created last, else the run created last. */
export function useRun(): Run | undefined {
  const chosen = useSession((session) => session.run)
  const runs = useRuns()
  return runs?.find((run) => run.id === chosen) ?? defaultRun(runs ?? [])
}

export function defaultRun(runs: readonly Run[]): Run | undefined {
  const byAge = [...runs].sort((a, b) => b.createdAt - a.createdAt)
  return byAge.find((run) => run.analysis) ?? byAge[0]
}

/** Goes to where work on a freshly opened project goes on: its runs. The one before is let go. */
export function enterOpened(project: Project): void {
  const { project: before } = useSession.getState()
  // The same folder has the same id for as long as the engine lives, but may be read-only this time.
  queryClient.setQueryData(['projects.get', { project: project.id }], project)
  enterProject(project, 'runs')
  if (before && before !== project.id) letGo(before)
}

/** Leaves the open project, so that its folder can be moved or opened elsewhere. */
export function closeProject(): void {
  const { project } = useSession.getState()
  leaveProject()
  if (project) letGo(project)
}

/** The engine keeps a project that a job of its own works on. */
function letGo(project: string): void {
  client().call('projects.close', { project }).catch(toastError)
}
