/** What both screens of runs begin with: the project, its runs, their points, what can be done with them. */
import { useMemo } from 'react'
import type { Project } from '../../../contract/records/project'
import type { Run } from '../../../contract/records/run'
import type { LoupeError } from '../../../contract/wire/errors'
import { useCall } from '../../app/engine/queries'
import { useProject, useRuns } from '../../app/project/current'
import { useSession } from '../../app/session'
import { withDrawnSlots } from './drawn-slots'
import { type RunActions, useRunActions } from './run-actions'
import type { SeriesStore } from './run-series'
import { useRunsView } from './runs-view'
import { useSeriesStore } from './use-run-series'

export interface LoadingPlace {
  /** Undefined while they are asked for. */
  project: Project | undefined
  /** The latest first, with the colours and dashes that they are drawn with. */
  runs: Run[] | undefined
  error: LoupeError | null
  store: SeriesStore
  actions: RunActions
  /** The run the person is at, where it is one of the project's. */
  chosen: Run | undefined
}

export function useRunsPlace(project: string): LoadingPlace {
  const record = useProject()
  const all = useRuns()
  const { error } = useCall('runs.list', { project })
  const id = useSession((session) => session.run)
  const eyes = useRunsView((view) => view.eyes)
  const isOne = useSession((session) => session.screen === 'runs')
  const runs = useMemo(() => {
    const sorted = all && [...all].sort((a, b) => b.createdAt - a.createdAt)
    // In the monitor the chosen run is drawn, and looks as always.
    return sorted && withDrawnSlots(sorted, isOne && id !== null ? [id, ...eyes] : eyes)
  }, [all, eyes, isOne, id])
  const store = useSeriesStore(project)
  const actions = useRunActions(project)
  return { project: record, runs, error, store, actions, chosen: runs?.find((run) => run.id === id) }
}
