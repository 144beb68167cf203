/**
 * The whole project as of a time: the same place in a second, read-only handle of the project, and the way back.
 */
import { toastError } from '../../widgets/toast/toast-store'
import { client } from '../engine/client'
import { queryClient } from '../engine/query-client'
import { mainRegion } from '../layout/regions'
import { navigate, renewProject, useSession } from '../session'

/** Screens that only make sense now: what they prepare is of the present. */
const ofNow = ['annotate', 'export']

export async function enterAsOf(at: number): Promise<boolean> {
  const entered = await change({ asOf: at })
  const { screen, feature } = useSession.getState()
  if (entered && ofNow.includes(screen)) navigate(feature === null ? 'explore' : 'feature')
  return entered
}

export function leaveAsOf(): Promise<boolean> {
  return change({})
}

async function change(options: { asOf?: number }): Promise<boolean> {
  const { folder, project: before } = useSession.getState()
  if (!folder) return false
  try {
    const project = await client().call('projects.open', { folder, ...options })
    queryClient.setQueryData(['projects.get', { project: project.id }], project)
    renewProject(project)
    requestAnimationFrame(() => mainRegion()?.focus())
    const isPast = queryClient.getQueryData<{ asOf?: number }>(['projects.get', { project: before }])?.asOf !== undefined
    if (before && isPast && before !== project.id) await client().call('projects.close', { project: before })
    return true
  } catch (error) {
    toastError(error)
    return false
  }
}
