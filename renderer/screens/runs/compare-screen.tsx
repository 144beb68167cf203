/** All runs of a project beside each other. One run is runs-screen.tsx. */
import { useEffect } from 'react'
import { navigate, useSession } from '../../app/session'
import { Compare } from './compare/compare'
import { isLoaded, NoProject, RunsLoading } from './runs-loading'
import { useRunsPlace } from './use-runs-place'

export function CompareScreen() {
  const project = useSession((session) => session.project)
  if (project === null) return <NoProject />
  return <ProjectComparison key={project} project={project} />
}

function ProjectComparison({ project }: { project: string }) {
  const place = useRunsPlace(project)
  const isEmpty = place.runs?.length === 0
  // The first run is made where one run is looked at.
  useEffect(() => {
    if (isEmpty) navigate('runs')
  }, [isEmpty])
  if (!isLoaded(place) || isEmpty) return <RunsLoading error={place.error} />
  return <Compare {...place} />
}
