/** The screens of runs before there is something to show: no project, still loading, failed. */
import type { LoupeError } from '../../../contract/wire/errors'
import { Screen } from '../../app/layout/screen'
import { navigate } from '../../app/session'
import { Button } from '../../widgets/button'
import { Empty, Failed } from '../../widgets/empty'
import { Skeleton } from '../../widgets/skeleton'
import type { RunsPlace } from './runs-place'
import type { LoadingPlace } from './use-runs-place'

export function NoProject() {
  return (
    <Screen scope="runs">
      <Empty title="No project open" actions={<Button onClick={() => navigate('projects')}>Projects</Button>}>
        Open a project, or make one from activation files.
      </Empty>
    </Screen>
  )
}

export function RunsLoading({ error }: { error: LoupeError | null }) {
  if (error)
    return (
      <Screen scope="runs">
        <Failed error={error} />
      </Screen>
    )
  return (
    <Screen scope="runs" sidebar={<Skeleton rows={6} rowHeight={28} />}>
      <Skeleton rows={8} />
    </Screen>
  )
}

export function isLoaded(place: Omit<LoadingPlace, 'chosen'>): place is Omit<LoadingPlace, 'chosen'> & RunsPlace {
  return place.project !== undefined && place.runs !== undefined && place.error === null
}
