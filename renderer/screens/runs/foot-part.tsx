/** One of the parts below the tracks: a heading with words and buttons, then what it shows. */
import type { ReactNode } from 'react'
import styles from './runs.module.css'

interface FootPartProps {
  title: string
  detail: ReactNode
  actions?: ReactNode
  children: ReactNode
}

export function FootPart({ title, detail, actions, children }: FootPartProps) {
  return (
    <section className={styles.footPart}>
      <div className={styles.footHead}>
        <h2 className="heading">{title}</h2>
        <span className={styles.footDetail}>{detail}</span>
        {actions}
      </div>
      {children}
    </section>
  )
}
