/** Work under way, in a line: how much of it is done, and words. */
import type { ReactNode } from 'react'
import { ProgressBar } from './progress-bar'
import styles from './work-line.module.css'

export interface WorkLineProps {
  /** Accessible name of the bar. */
  label: string
  /** Share done, 0–1. */
  share: number
  children: ReactNode
}

export function WorkLine({ label, share, children }: WorkLineProps) {
  return (
    <div className={styles.line}>
      <ProgressBar label={label} value={share} width={160} />
      <span>{children}</span>
    </div>
  )
}
