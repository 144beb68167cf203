/** Sections that rules divide: `SideSection` in sidebars and right panels, `Section` in the main area, `Fact` rows in both. */
import type { ReactNode } from 'react'
import styles from './panel.module.css'

export interface SideSectionProps {
  title: ReactNode
  /** At the right of the title, mono: a count. */
  count?: ReactNode
  /** At the right of the title: words, keys, small buttons. */
  actions?: ReactNode
  /** Grows to the height that is left and scrolls. */
  grow?: boolean
  /** No padding at the sides: the rows go from edge to edge. */
  flush?: boolean
  children?: ReactNode
}

/** 36 px head, then the content, then a rule. */
export function SideSection({ title, count, actions, grow, flush, children }: SideSectionProps) {
  return (
    <section className={grow ? styles.sideGrow : styles.side}>
      <div className={styles.sideHead}>
        <h2 className={`heading ellipsis ${styles.sideTitle}`}>{title}</h2>
        {count !== undefined && <span className={styles.count}>{count}</span>}
        {actions && <div className={styles.sideActions}>{actions}</div>}
      </div>
      {children !== undefined && <div className={flush ? styles.sideFlush : styles.sideBody}>{children}</div>}
    </section>
  )
}

export interface SectionProps {
  title: ReactNode
  /** Grey, beside the title. */
  detail?: ReactNode
  /** At the right edge. */
  actions?: ReactNode
  children?: ReactNode
  className?: string
}

export function Section({ title, detail, actions, children, className }: SectionProps) {
  return (
    <section className={[styles.section, className].filter(Boolean).join(' ')}>
      <div className={styles.sectionHead}>
        <h2 className="heading">{title}</h2>
        {detail !== undefined && <span className={styles.detail}>{detail}</span>}
        {actions && <div className={styles.sectionActions}>{actions}</div>}
      </div>
      {children}
    </section>
  )
}

export interface FactProps {
  label: ReactNode
  value: ReactNode
  /** A rule below, 28 px high; otherwise 22 px without. */
  ruled?: boolean
  /** Values that stand out from the rest: 600. */
  strong?: boolean
  title?: string
}

/** A label at the left, its value in mono at the right edge. */
export function Fact({ label, value, ruled, strong, title }: FactProps) {
  return (
    <div className={ruled ? styles.ruledFact : styles.fact} title={title}>
      <span className={styles.factLabel}>{label}</span>
      <span className={`mono selectable ${strong ? styles.strong : ''} ${styles.factValue}`}>{value}</span>
    </div>
  )
}
