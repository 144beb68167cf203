/** The running job in one line: name, done of total, rate, time left. A click leads to it. */
import { isUnderWay, type Job } from '../../../contract/records/job'
import { formatCompact, formatCount, formatSeconds } from '../../widgets/format'
import { RunDot } from '../../widgets/run-swatch'
import { useConnection } from '../engine/client'
import { useCall } from '../engine/queries'
import { toggleView } from '../layout/view'
import { useRuns } from '../project/current'
import { navigate, useSession } from '../session'
import styles from './running-job.module.css'

export function RunningJob() {
  const connected = useConnection((connection) => connection.state === 'open')
  const { data: jobs } = useCall('jobs.list', {}, { enabled: connected })
  const project = useSession((session) => session.project)
  const runs = useRuns()
  const active = (jobs ?? []).filter(isUnderWay)
  const job = active.find((other) => other.kind === 'train' && other.state === 'running') ?? active[0]
  if (!job || !connected) return null
  const run = runs?.find((other) => other.id === job.run)
  const open = () => (job.run && job.project === project ? navigate('runs', { run: job.run }) : toggleView('drawer'))
  return (
    <button type="button" className={styles.job} onClick={open} title={job.title}>
      {run ? <RunDot slot={run.slot} /> : <span className={styles.dot} />}
      <span>{run?.name ?? job.title}</span>
      <JobNumbers job={job} />
      {active.length > 1 && <span>and {active.length - 1} more</span>}
    </button>
  )
}

export function JobNumbers({ job }: { job: Job }) {
  const { progress, state } = job
  if (state !== 'running' || !progress) return <span>{state === 'running' ? progress?.note : state}</span>
  return (
    <>
      <span className={styles.numbers}>
        <strong>{formatCount(progress.done)}</strong>
        {progress.total > 0 && `/${formatCount(progress.total)}`}
        {progress.perSecond !== undefined && `  ${formatCompact(progress.perSecond)} ${progress.unit}/s`}
      </span>
      {progress.secondsLeft !== undefined && <span>{formatSeconds(progress.secondsLeft)} left</span>}
    </>
  )
}
