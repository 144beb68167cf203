/** What comes of bringing labels: progress, what went wrong, or the counts, those that just missed and the best of them taken at once. */
import type { Progress } from '../../../contract/records/basics'
import type { FollowReport } from '../../../contract/records/suggestion'
import type { ErrorRecord } from '../../../contract/wire/errors'
import { formatCount, formatFixed } from '../../widgets/format'
import { Receipt } from '../../widgets/receipt'
import { WorkLine } from '../../widgets/work-line'
import type { CallState } from '../engine/use-one-call'
import styles from './follow-dialog.module.css'
import { followLines } from './follow-words'
import { TakeFollowed, type TakeFollowedProps } from './take-followed'

export interface FollowOutcomeProps extends TakeFollowedProps {
  state: CallState<'labels.follow'>
}

export function FollowOutcome({ state, ...place }: FollowOutcomeProps) {
  return (
    <div aria-live="polite" className={styles.outcome}>
      {state.kind === 'busy' && <Busy progress={state.progress} />}
      {state.kind === 'failed' && <Failed error={state.error} />}
      {state.kind === 'done' && <Followed report={state.result} {...place} />}
    </div>
  )
}

function Busy({ progress }: { progress: Progress | undefined }) {
  const { done = 0, total = 0, unit, note = 'Matching' } = progress ?? {}
  return (
    <WorkLine label="Matching" share={done / Math.max(1, total)}>
      {progress ? `${note}, ${formatCount(done)} of ${formatCount(total)} ${unit}` : 'Looking for a comparison of the two runs'}
    </WorkLine>
  )
}

function Failed({ error: { code, message, hint = '' } }: { error: ErrorRecord }) {
  if (code === 'cancelled') return <p>Stopped; nothing was brought.</p>
  return (
    <p className={styles.failed}>
      {message}. {hint}
    </p>
  )
}

function Followed({ report, ...place }: TakeFollowedProps & { report: FollowReport }) {
  return (
    <>
      <Receipt label="What followed" lines={followLines(report)} />
      {report.nearMisses.length > 0 && (
        <ul className={styles.misses} aria-label="Labels that just missed">
          {report.nearMisses.map(({ feature, label, partner, similarity }) => (
            <li key={feature}>
              {feature} “{label || 'not interpretable'}”, nearest {partner} at {formatFixed(similarity, 2)}
            </li>
          ))}
        </ul>
      )}
      {report.followed > 0 && <TakeFollowed {...place} />}
    </>
  )
}
