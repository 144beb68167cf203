/** What stands where nothing is yet, or where something failed: what it is, what is safe, the one next action. */
import type { ReactNode } from 'react'
import { errorRecordFrom, hintWithoutOptions } from '../../contract/wire/errors'
import styles from './empty.module.css'
import { Icon } from './icon/icon'

export interface EmptyProps {
  title: ReactNode
  children?: ReactNode
  /** Buttons: the one next action first. */
  actions?: ReactNode
}

export function Empty({ title, children, actions }: EmptyProps) {
  return (
    <div className={styles.empty}>
      <p className={styles.title}>{title}</p>
      {children && <div className={styles.text}>{children}</div>}
      {actions && <div className={styles.actions}>{actions}</div>}
    </div>
  )
}

export interface FailedProps {
  error: unknown
  actions?: ReactNode
}

/** An error as people should meet it: message, remedy, and the place last so that it can be left out of a report. */
export function Failed({ error, actions }: FailedProps) {
  const record = errorRecordFrom(error)
  return (
    <div className={styles.empty} role="alert">
      <p className={styles.failed}>
        <Icon name="error" />
        <span>{record.message}</span>
      </p>
      {record.hint && <p className={styles.text}>{hintWithoutOptions(record.hint)}</p>}
      {record.place && <p className={`mono selectable ${styles.place}`}>{record.place}</p>}
      {actions && <div className={styles.actions}>{actions}</div>}
    </div>
  )
}
