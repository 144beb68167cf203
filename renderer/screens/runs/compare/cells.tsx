/** Cells of the table of runs that are more than a text. */
import type { Run } from '../../../../contract/records/run'
import { Chip } from '../../../widgets/chip'
import { formatFixed, formatPercent, formatSeconds } from '../../../widgets/format'
import { Icon } from '../../../widgets/icon/icon'
import { RunDot, RunSwatch } from '../../../widgets/run-swatch'
import { toggleEye } from '../runs-view'
import styles from './compare.module.css'
import { targetOf } from './plane-points'
import { deadShare } from './run-list'

export function EyeCell({ run, isDrawn }: { run: Run; isDrawn: boolean }) {
  return (
    <button
      type="button"
      className={styles.eye}
      tabIndex={-1}
      aria-pressed={isDrawn}
      aria-label={`Draw ${run.name}`}
      title={isDrawn ? 'Drawn; click to hide (Space)' : 'Hidden; click to draw (Space)'}
      onClick={(event) => {
        event.stopPropagation()
        toggleEye(run.id)
      }}
    >
      <Icon name={isDrawn ? 'eye' : 'eye-off'} size={16} />
    </button>
  )
}

export function SwatchCell({ run, isDrawn }: { run: Run; isDrawn: boolean }) {
  return isDrawn ? <RunSwatch slot={run.slot} /> : null
}

export function StateCell({ run }: { run: Run }) {
  if (run.state === 'failed')
    return (
      <span className={styles.failed}>
        <Icon name="error" size={14} />
        failed
      </span>
    )
  if (run.state === 'running')
    return (
      <span className={styles.running}>
        <RunDot slot={run.slot} /> running
      </span>
    )
  return <span className={styles.quiet}>{run.archived ? `${run.state}, archived` : run.state}</span>
}

/** The value, and in small grey before it how it stands to the baseline, where both reconstruct the same. */
export function ExplainedCell({ run, baseline }: { run: Run; baseline: Run | undefined }) {
  const explained = run.validation?.explained_variance
  const base = baseline?.validation?.explained_variance
  const isBaseline = run.id === baseline?.id
  const isComparable = baseline !== undefined && !isBaseline && targetOf(run) === targetOf(baseline)
  const difference = isComparable && explained !== undefined && base !== undefined ? explained - base : undefined
  return (
    <span className="mono">
      {isBaseline && <span className={styles.delta}>baseline</span>}
      {difference !== undefined && (
        <span className={styles.delta}>
          {difference >= 0 ? '+' : ''}
          {formatFixed(difference, 3)}
        </span>
      )}
      <span className={styles.value}>{formatFixed(explained, 3)}</span>
    </span>
  )
}

export function DeadCell({ run }: { run: Run }) {
  return <span className="mono">{formatPercent(deadShare(run), 1)}</span>
}

/** How long it took, or how far it is. */
export function DurationCell({ run }: { run: Run }) {
  const share = Math.floor((100 * run.step) / Math.max(1, run.config.steps))
  const isUnderWay = run.state === 'running' || run.state === 'paused'
  return <span className={`mono ${styles.quiet}`}>{isUnderWay ? `${share} %` : formatSeconds(run.seconds)}</span>
}

export function TagsCell({ run }: { run: Run }) {
  return (
    <span className={styles.tags} title={run.tags.join(', ')}>
      {run.tags.map((tag) => (
        <Chip key={tag}>{tag}</Chip>
      ))}
    </span>
  )
}

/** The note's first line; where there is none, what went wrong. */
export function NoteCell({ run }: { run: Run }) {
  const text = run.note.trim() || run.error?.message || ''
  return (
    <span className={styles.quiet} title={text}>
      {text.split('\n')[0]}
    </span>
  )
}
