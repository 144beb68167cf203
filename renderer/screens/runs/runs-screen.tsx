/** Runs: the list at the left, the training monitor of the chosen one, or the form of a new one. */
import { useEffect, useMemo } from 'react'
import type { Run } from '../../../contract/records/run'
import { useCall } from '../../app/engine/queries'
import { Screen } from '../../app/layout/screen'
import { useProject, useRuns } from '../../app/project/current'
import { navigate, replacePlace, useSession } from '../../app/session'
import { Button } from '../../widgets/button'
import { Empty, Failed } from '../../widgets/empty'
import { Skeleton } from '../../widgets/skeleton'
import { Monitor } from './monitor'
import { NewRun } from './new-run/new-run'
import { useRunActions } from './run-actions'
import { lookAtRun, useRunsView } from './runs-view'
import { useSeriesStore } from './use-run-series'

export function RunsScreen() {
  const project = useSession((session) => session.project)
  if (project === null) return <NoProject />
  return <ProjectRuns key={project} project={project} />
}

function NoProject() {
  return (
    <Screen scope="runs">
      <Empty title="No project open" actions={<Button onClick={() => navigate('projects')}>Projects</Button>}>
        Open a project, or make one from activation files.
      </Empty>
    </Screen>
  )
}

function ProjectRuns({ project }: { project: string }) {
  const record = useProject()
  const runs = useSorted(useRuns())
  const { error } = useCall('runs.list', { project })
  const chosen = useSession((session) => session.run)
  const isWriting = useRunsView((view) => view.isWriting)
  const store = useSeriesStore(project)
  const actions = useRunActions(project)
  const run = runs?.find((other) => other.id === chosen) ?? latestOf(runs)
  const id = run?.id
  // biome-ignore lint/correctness/useExhaustiveDependencies: another run is shown from its start
  useEffect(() => lookAtRun(), [id])
  useEffect(() => {
    if (id !== undefined && chosen !== id) replacePlace({ run: id })
  }, [id, chosen])
  if (error)
    return (
      <Screen scope="runs">
        <Failed error={error} />
      </Screen>
    )
  if (!runs || !record)
    return (
      <Screen scope="runs" sidebar={<Skeleton rows={6} rowHeight={28} />}>
        <Skeleton rows={8} />
      </Screen>
    )
  const place = { project: record, runs, run, store, actions }
  if (isWriting || !run) return <NewRun {...place} />
  return <Monitor {...place} run={run} />
}

/** The latest first. */
function useSorted(runs: Run[] | undefined): Run[] | undefined {
  return useMemo(() => runs && [...runs].sort((a, b) => b.createdAt - a.createdAt), [runs])
}

/** A run that trains now comes first, then the one made last. */
function latestOf(runs: readonly Run[] | undefined): Run | undefined {
  return runs?.find((run) => run.state === 'running') ?? runs?.[0]
}
