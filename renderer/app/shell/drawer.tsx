/** The jobs of this engine below the screen: state, progress, cancel, and why one failed. */
import { isUnderWay, type Job } from '../../../contract/records/job'
import { Button } from '../../widgets/button'
import { Empty } from '../../widgets/empty'
import { formatWhen } from '../../widgets/format'
import { ProgressBar } from '../../widgets/progress-bar'
import { useAct, useCall } from '../engine/queries'
import { toggleView } from '../layout/view'
import styles from './drawer.module.css'
import { JobNumbers } from './running-job'

export function Drawer() {
  const { data: jobs } = useCall('jobs.list', {})
  return (
    <section className={styles.drawer} aria-label="Jobs" data-region="drawer" tabIndex={-1}>
      <div className={styles.head}>
        <h2 className="heading">Jobs</h2>
        <Button variant="quiet" size="small" onClick={() => toggleView('drawer')}>
          Close
        </Button>
      </div>
      {jobs?.length === 0 && <Empty title="No jobs yet">Training, analysis and export show up here.</Empty>}
      <ul className={styles.list}>
        {jobs?.map((job) => (
          <JobLine key={job.id} job={job} />
        ))}
      </ul>
    </section>
  )
}

function JobLine({ job }: { job: Job }) {
  const cancel = useAct('jobs.cancel')
  const { progress } = job
  const share = progress && progress.total > 0 ? progress.done / progress.total : 0
  return (
    <li className={styles.line}>
      <span className={styles.when}>{formatWhen(job.startedAt)}</span>
      <span className={`ellipsis ${styles.title}`}>{job.title}</span>
      <span className={styles.state} data-state={job.state}>
        {job.state}
      </span>
      {isUnderWay(job) ? (
        <>
          <ProgressBar label={`Progress of ${job.title}`} value={share} width={120} />
          <span className={styles.numbers}>
            <JobNumbers job={job} />
          </span>
          <Button size="small" disabled={cancel.isPending} onClick={() => cancel.mutate({ job: job.id })}>
            Cancel
          </Button>
        </>
      ) : (
        job.error && <span className={styles.error}>{[job.error.message, job.error.hint].filter(Boolean).join('. ')}</span>
      )}
    </li>
  )
}
