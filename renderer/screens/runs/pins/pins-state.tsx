/** Above the pinned features: what is not measured yet and how it can be, how far measuring is, or why it failed. */
import { isUnderWay } from '../../../../contract/records/job'
import type { PinnedRun } from '../../../../contract/records/pin'
import type { Run } from '../../../../contract/records/run'
import { useAct, useCall } from '../../../app/engine/queries'
import { Button } from '../../../widgets/button'
import { formatCount, formatPlural } from '../../../widgets/format'
import { ProgressBar } from '../../../widgets/progress-bar'
import { isLive } from '../run-words'
import styles from './pins.module.css'

export function PinsState({ project, run, known }: { project: string; run: Run; known: PinnedRun }) {
  const { data: jobs } = useCall('jobs.list', { project })
  const cancel = useAct('jobs.cancel')
  const job = jobs?.find((other) => other.kind === 'pins' && other.run === run.id)
  if (job && isUnderWay(job)) {
    const { done = 0, total = 0 } = job.progress ?? {}
    return (
      <div className={styles.state}>
        <ProgressBar label="checkpoints measured" value={total > 0 ? done / total : 0} width={64} height={6} />
        <span>{total > 0 ? `${done} of ${formatPlural(total, 'checkpoint')}` : 'Starting'}</span>
        <Button variant="quiet" size="small" onClick={() => cancel.mutate({ job: job.id })}>
          Cancel
        </Button>
      </div>
    )
  }
  const { length: missing } = known.missing
  const failed = job?.state === 'failed' || job?.state === 'interrupted' ? job.error : undefined
  return (
    <>
      {failed && missing > 0 && (
        <p className={styles.failed} role="alert">
          {failed.message} {failed.hint}
        </p>
      )}
      {missing > 0 && (
        <div className={styles.state}>
          <span>Not measured at {formatPlural(missing, 'checkpoint')}.</span>
          <Button variant="quiet" size="small" command="pins.measure">
            Measure
          </Button>
        </div>
      )}
      {isLive(run.state) && run.checkpoints.length === 0 && (
        <p className={styles.words}>
          Measured with the first checkpoint, at step {formatCount(run.config.checkpointEverySteps)}.
        </p>
      )}
    </>
  )
}
