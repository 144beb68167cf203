/** Runs: the training monitor of the chosen one, the form of a new one, or a dictionary that is taken in. All of them beside each other is compare-screen.tsx. */
import { useEffect } from 'react'
import type { Run } from '../../../contract/records/run'
import { useImportRequest } from '../../app/project/import-request'
import { replacePlace, useSession } from '../../app/session'
import { ImportDictionary } from './import/import-dictionary'
import { Monitor } from './monitor'
import { NewRun } from './new-run/new-run'
import { isLoaded, NoProject, RunsLoading } from './runs-loading'
import { lookAtRun, useRunsView } from './runs-view'
import { useRunsPlace } from './use-runs-place'

export function RunsScreen() {
  const project = useSession((session) => session.project)
  if (project === null) return <NoProject />
  return <ProjectRuns key={project} project={project} />
}

function ProjectRuns({ project }: { project: string }) {
  const { chosen, ...place } = useRunsPlace(project)
  const isWriting = useRunsView((view) => view.isWriting)
  const isImporting = useImportRequest((request) => request.isOpen)
  const run = chosen ?? latestOf(place.runs)
  const id = run?.id
  // biome-ignore lint/correctness/useExhaustiveDependencies: another run is shown from its start
  useEffect(() => lookAtRun(), [id])
  useEffect(() => {
    if (id !== undefined && chosen?.id !== id) replacePlace({ run: id })
  }, [id, chosen])
  if (!isLoaded(place)) return <RunsLoading error={place.error} />
  if (isImporting) return <ImportDictionary {...place} run={run} />
  if (isWriting || !run) return <NewRun {...place} run={run} />
  return <Monitor {...place} run={run} />
}

/** A run that trains now comes first, then the one made last. */
function latestOf(runs: readonly Run[] | undefined): Run | undefined {
  return runs?.find((run) => run.state === 'running') ?? runs?.[0]
}
