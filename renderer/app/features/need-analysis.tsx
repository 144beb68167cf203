/** What a screen about features shows when there are none to show: no project, no run, or a run that was not analyzed yet. */

import type { ReactNode } from 'react'
import { isUnderWay } from '../../../contract/records/job'
import type { Run } from '../../../contract/records/run'
import { Button } from '../../widgets/button'
import { Empty } from '../../widgets/empty'
import { formatPercent } from '../../widgets/format'
import { ProgressBar } from '../../widgets/progress-bar'
import { Skeleton } from '../../widgets/skeleton'
import { useAct, useCall } from '../engine/queries'
import { Screen } from '../layout/screen'
import { useProject, useRun, useRuns } from '../project/current'
import { navigate, useSession } from '../session'
import { aheadActions, aheadText } from './analysis-ahead'

type Missing = 'project' | 'runs' | 'run' | 'analysis'

/** Shows a screen about features when there are some; until then it says what is missing. `scope` is that of the screen. */
export function WhenAnalyzed({ scope, children }: { scope: string; children: ReactNode }) {
  const need = useNeed()
  if (need === null) return children
  return (
    <Screen scope={scope}>
      <Need need={need} />
    </Screen>
  )
}

/** Null when the run has features to show. */
function useNeed(): Missing | null {
  const project = useSession((session) => session.project)
  const runs = useRuns()
  const run = useRun()
  if (project === null) return 'project'
  if (runs === undefined) return 'runs'
  if (run === undefined) return 'run'
  return run.analysis ? null : 'analysis'
}

function Need({ need }: { need: Missing }) {
  const run = useRun()
  if (need === 'project') return <NoProject />
  if (need === 'run') return <NoRun />
  if (need === 'analysis' && run) return <NotAnalyzed run={run} />
  return <Skeleton rows={12} rowHeight={28} />
}

function NoProject() {
  return (
    <Empty title="No project is open" actions={<Button onClick={() => navigate('projects')}>Go to projects</Button>}>
      Open a project, or the sample, to see its features.
    </Empty>
  )
}

function NoRun() {
  return (
    <Empty title="No run yet" actions={<Button onClick={() => navigate('runs')}>Train a dictionary…</Button>}>
      Features come from a trained dictionary. Train one on this project’s activations first.
    </Empty>
  )
}

function NotAnalyzed({ run }: { run: Run }) {
  const project = useProject()
  const jobs = useCall('jobs.list', { project: project?.id ?? '' }, { enabled: project !== undefined })
  const analyze = useAct('runs.analyze')
  const job = jobs.data?.find((entry) => entry.run === run.id && entry.kind === 'analyze' && isUnderWay(entry))
  if (job) {
    const { done = 0, total = 0 } = job.progress ?? {}
    const share = total > 0 ? done / total : 0
    return (
      <Empty title={`${run.name} is being analyzed`} actions={<ProgressBar label="rows analyzed" value={share} width={240} />}>
        {job.progress?.note ?? 'One pass over the data finds what each feature fires on.'} {total > 0 && formatPercent(share, 0)}
      </Empty>
    )
  }
  if (run.checkpoints.length === 0 || !project) {
    return (
      <Empty
        title={`${run.name} has no checkpoint yet`}
        actions={<Button onClick={() => navigate('runs', { run: run.id })}>Watch the training</Button>}
      >
        Features can be looked at from the first checkpoint on.
      </Empty>
    )
  }
  const start = () => analyze.mutate({ project: project.id, run: run.id, step: run.unfinishedAnalysis?.step })
  const cutOff = run.unfinishedAnalysis
  return (
    <Empty
      title={cutOff ? `The analysis of ${run.name} was cut off` : `${run.name} is not analyzed yet`}
      actions={
        <Button variant="primary" disabled={project.readOnly || analyze.isPending} onClick={start}>
          {cutOff ? aheadActions.resumed : 'Analyze'}
        </Button>
      }
    >
      {cutOff
        ? aheadText({ pass: 'resumed', ...cutOff })
        : 'One pass over the data finds density, histogram and examples of every feature. It can be cancelled at any time, and gone on with.'}
    </Empty>
  )
}
