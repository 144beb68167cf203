/** The analysis of the run: what there is, or how far the one under way is. */
import { useAct, useCall } from '../../app/engine/queries'
import { aheadActions, aheadText, analysisAhead } from '../../app/features/analysis-ahead'
import { Button } from '../../widgets/button'
import { formatCount, formatSeconds, formatWhen } from '../../widgets/format'
import { Fact, SideSection } from '../../widgets/panel'
import { ProgressBar } from '../../widgets/progress-bar'
import styles from './runs.module.css'
import type { RunPlace } from './runs-place'

export function AnalysisSection({ run, project }: RunPlace) {
  const { data: jobs } = useCall('jobs.list', { project: project.id })
  const cancel = useAct('jobs.cancel')
  const job = (jobs ?? []).find((other) => other.kind === 'analyze' && other.run === run.id)
  const isUnderWay = job?.state === 'running' || job?.state === 'queued'
  if (job && isUnderWay) {
    const { progress } = job
    return (
      <SideSection
        title="Analysis"
        actions={
          <Button variant="quiet" size="small" onClick={() => cancel.mutate({ job: job.id })}>
            Cancel
          </Button>
        }
      >
        <ProgressBar
          label="rows analyzed"
          value={progress && progress.total > 0 ? progress.done / progress.total : 0}
          height={6}
        />
        <p className={styles.quiet}>
          {progress
            ? `${progress.note ? `${progress.note}, ` : ''}${formatCount(progress.done)} of ${formatCount(progress.total)} ${progress.unit}`
            : 'Starting'}
          {progress?.secondsLeft === undefined ? '' : `, ${formatSeconds(progress.secondsLeft)} left`}
        </p>
      </SideSection>
    )
  }
  const ahead = analysisAhead(
    run,
    project.datasets.find(({ id }) => id === run.dataset)
  )
  const isUndone = ahead && run.analysis === undefined
  if (run.analysis || isUndone)
    return (
      <SideSection
        title="Analysis"
        actions={
          run.analysis && (
            <>
              <Button variant="quiet" size="small" command="labels.bring" noKeys>
                Bring labels…
              </Button>
              <Button variant="quiet" size="small" command="run.explore" noKeys>
                Explore
              </Button>
            </>
          )
        }
      >
        {run.analysis && (
          <>
            <Fact label="Checkpoint" value={`step ${formatCount(run.analysis.step)}`} />
            <Fact label="Features" value={formatCount(run.analysis.features)} />
            <Fact label="Rows" value={formatCount(run.analysis.rows)} />
            <Fact label="Finished" value={formatWhen(run.analysis.finishedAt)} />
          </>
        )}
        {ahead && (
          <div className={styles.ahead}>
            <p className={styles.quiet}>{aheadText(ahead)}</p>
            <Button size="small" command="run.analyze">
              {aheadActions[ahead.pass]}
            </Button>
            <Button variant="quiet" size="small" command="run.analyzeFresh">
              Start over
            </Button>
          </div>
        )}
      </SideSection>
    )
  if (job?.state === 'failed' && job.error)
    return (
      <SideSection title="Analysis">
        <p className={styles.dangerText}>{job.error.message}</p>
        {job.error.hint && <p className={styles.quiet}>{job.error.hint}</p>}
      </SideSection>
    )
  return null
}
