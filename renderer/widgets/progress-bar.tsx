/** A flat bar of one or more parts, 4 px by default. Words and numbers stand beside it, never on it. */
import styles from './progress-bar.module.css'

interface ProgressPart {
  /** Share of the whole, 0–1. */
  share: number
  tone?: 'strong' | 'weak' | 'hatched' | 'accent'
}

export interface ProgressBarProps {
  /** Accessible name: "steps done". */
  label: string
  /** Share done, 0–1; or several parts after each other. */
  value: number | readonly ProgressPart[]
  height?: number
  width?: number | string
}

export function ProgressBar({ label, value, height = 4, width = '100%' }: ProgressBarProps) {
  const parts: readonly ProgressPart[] = typeof value === 'number' ? [{ share: value }] : value
  const done = parts.reduce((sum, part) => sum + part.share, 0)
  return (
    <div
      className={styles.bar}
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.round(Math.min(done, 1) * 100)}
      style={{ height, width }}
    >
      {parts.map((part, index) => (
        <div
          key={index}
          className={styles[part.tone ?? 'strong']}
          style={{ width: `${Math.max(0, Math.min(part.share, 1)) * 100}%` }}
        />
      ))}
    </div>
  )
}
