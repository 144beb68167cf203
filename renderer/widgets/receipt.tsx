/** What a work left behind, line by line: names at the left, what is said of them beside, below a rule. */
import type { ReactNode } from 'react'
import styles from './receipt.module.css'

export interface ReceiptProps {
  /** Accessible name. */
  label: string
  lines: readonly (readonly [name: string, value: ReactNode])[]
  /** Values are paths and numbers. */
  mono?: boolean
}

export function Receipt({ label, lines, mono }: ReceiptProps) {
  return (
    <dl className={styles.receipt} aria-label={label}>
      {lines.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd className={mono ? `mono ${styles.value}` : styles.value}>{value}</dd>
        </div>
      ))}
    </dl>
  )
}
