/** A part of the form that is closed until it is wanted; closed, it says what is in it that matters. */
import { type ReactNode, useId, useState } from 'react'
import { Icon } from '../../../widgets/icon/icon'
import styles from './new-run.module.css'

export interface FieldGroupProps {
  title: string
  /** What it holds, in a few words. */
  summary: string
  /** Fields that are not as they usually are. */
  changed: number
  /** Something in it is wrong, so it can not be closed. */
  isHeldOpen: boolean
  children: ReactNode
}

export function FieldGroup({ title, summary, changed, isHeldOpen, children }: FieldGroupProps) {
  const [isWanted, setWanted] = useState(false)
  const isOpen = isWanted || isHeldOpen
  const id = useId()
  return (
    <section className={styles.group}>
      <button
        type="button"
        className={styles.groupHead}
        aria-expanded={isOpen}
        aria-controls={id}
        onClick={() => setWanted(!isOpen)}
      >
        <Icon name={isOpen ? 'chevron-down' : 'chevron-right'} size={14} />
        <span className={styles.groupTitle}>{title}</span>
        {!isOpen && <span className={`ellipsis ${styles.groupSummary}`}>{summary}</span>}
        {changed > 0 && <span className={styles.groupChanged}>{changed} changed</span>}
      </button>
      {isOpen && (
        <div id={id} className={styles.fields}>
          {children}
        </div>
      )}
    </section>
  )
}
