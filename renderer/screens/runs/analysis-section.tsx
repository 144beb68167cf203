/** The analysis of the run: how far the one under way is, what there is, or why it failed. */
import { isUnderWay, type Job } from '../../../contract/records/job'
import { useAct, useCall } from '../../app/engine/queries'
import { type AnalysisAhead, aheadActions, aheadText, analysisAhead } from '../../app/features/analysis-ahead'
import { Button } from '../../widgets/button'
import { formatCount, formatSeconds, formatWhen } from '../../widgets/format'
import { Fact, SideSection } from '../../widgets/panel'
import { ProgressBar } from '../../widgets/progress-bar'
import styles from './runs.module.css'
import type { RunPlace } from './runs-place'

export function AnalysisSection({ run, project }: RunPlace) {
  const { data: jobs } = useCall('jobs.list', { project: project.id })
  const job = jobs?.find((other) => other.kind === 'analyze' && other.run === run.id)
  if (job && isUnderWay(job)) return <Analyzing job={job} />
  const ahead = analysisAhead(
    run,
    project.datasets.find(({ id }) => id === run.dataset)
  )
  if (run.analysis || ahead) return <Analyzed analysis={run.analysis} ahead={ahead} />
  if (job?.state === 'failed' && job.error) return <Failed error={job.error} />
  return null
}

function Analyzing({ job: { id, progress } }: { job: Job }) {
  const cancel = useAct('jobs.cancel')
  return (
    <SideSection
      title="Analysis"
      actions={
        <Button variant="quiet" size="small" onClick={() => cancel.mutate({ job: id })}>
          Cancel
        </Button>
      }
    >
      <ProgressBar label="rows analyzed" value={progress && progress.total > 0 ? progress.done / progress.total : 0} height={6} />
      <p className={styles.quiet}>
        {progress
          ? `${progress.note ? `${progress.note}, ` : ''}${formatCount(progress.done)} of ${formatCount(progress.total)} ${progress.unit}`
          : 'Starting'}
        {progress?.secondsLeft === undefined ? '' : `, ${formatSeconds(progress.secondsLeft)} left`}
      </p>
    </SideSection>
  )
}

interface AnalyzedProps {
  analysis: RunPlace['run']['analysis']
  /** What another pass would do: go on with one that was cut off, or take in rows that were added. */
  ahead: AnalysisAhead | undefined
}

function Analyzed({ analysis, ahead }: AnalyzedProps) {
  return (
    <SideSection
      title="Analysis"
      actions={
        analysis && (
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
      {analysis && (
        <>
          <Fact label="Checkpoint" value={`step ${formatCount(analysis.step)}`} />
          <Fact label="Features" value={formatCount(analysis.features)} />
          <Fact label="Rows" value={formatCount(analysis.rows)} />
          <Fact label="Finished" value={formatWhen(analysis.finishedAt)} />
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
}

function Failed({ error }: { error: NonNullable<Job['error']> }) {
  return (
    <SideSection title="Analysis">
      <p className={styles.dangerText}>{error.message}</p>
      {error.hint && <p className={styles.quiet}>{error.hint}</p>}
    </SideSection>
  )
}
