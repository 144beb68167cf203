/** The 48 px head of the main area or of a panel: title left, actions right, the primary one last. */
import type { ReactNode } from 'react'
import styles from './head.module.css'

export interface HeadProps {
  title: ReactNode
  /** Grey, beside the title: a count, a state. */
  detail?: ReactNode
  actions?: ReactNode
  /** Level of the heading; a screen has one `1`. */
  level?: 1 | 2
}

export function Head({ title, detail, actions, level = 1 }: HeadProps) {
  const Heading = level === 1 ? 'h1' : 'h2'
  return (
    <header className={styles.head}>
      <Heading className={`title ellipsis ${styles.title}`}>{title}</Heading>
      {detail !== undefined && <div className={styles.detail}>{detail}</div>}
      {actions && <div className={styles.actions}>{actions}</div>}
    </header>
  )
}
