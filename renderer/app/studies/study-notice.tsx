/** What is said above an answer that is not simply the answer of now. */
import type { StudyKind } from '../../../contract/records/studies/kinds'
import { Button } from '../../widgets/button'
import { formatCount } from '../../widgets/format'
import { Icon } from '../../widgets/icon/icon'
import styles from './study-part.module.css'
import type { StudyView } from './use-study'
import { useStudyProgress } from './use-study-progress'

/** One line above an answer: that it is asked anew, that this failed, or that it is from an earlier analysis. */
export function StudyNotice<K extends StudyKind>({ view, readOnly }: { view: StudyView<K>; readOnly: boolean }) {
  const { latest, answered } = view
  const isRunning = latest?.state === 'running'
  const { words } = useStudyProgress(isRunning ? latest.job : undefined)
  const again = (
    <Button
      variant="quiet"
      size="small"
      command="study.start"
      disabled={readOnly || view.isStarting}
      onClick={() => view.start?.(true)}
    >
      Ask again
    </Button>
  )
  if (isRunning) return <p className={styles.notice}>Asked again: {words}. The answer below is the one from before.</p>
  if (latest?.state === 'failed')
    return (
      <p className={styles.notice} data-tone="danger">
        <Icon name="error" size={14} />
        <span>
          {latest.error?.message} {latest.error?.hint} The answer below is the one from before.
        </span>
        {again}
      </p>
    )
  if (!answered?.study.stale) return null
  return (
    <p className={styles.notice} data-tone="warn">
      <Icon name="warning" size={14} />
      <span>
        From an earlier analysis: step {formatCount(answered.study.step)}, {formatCount(answered.study.rows)} rows.
      </span>
      {again}
    </p>
  )
}
