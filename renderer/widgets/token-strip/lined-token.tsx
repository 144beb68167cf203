/** A token of a row in a list: all tokens begin in one column, what stands before each is cut at the left. */
import type { CSSProperties, ReactNode } from 'react'
import styles from './lined-token.module.css'

export interface LinedTokenProps {
  before: string
  /** The token, drawn. */
  children: ReactNode
  /** Where tokens begin, % of the width. */
  at: number
  /** Begins at the left edge: there is nothing before it. */
  bare: boolean
  title?: string
}

export function LinedToken({ before, children, at, bare, title }: LinedTokenProps) {
  return (
    <span className={styles.line} style={columnAt(at)} data-bare={bare || undefined} title={title} dir="ltr">
      <span className={styles.before}>{before}</span>
      <span className={styles.token}>{children}</span>
    </span>
  )
}

/** The name of the column, where its tokens begin. */
export function LinedHead({ at, children }: { at: string; children: ReactNode }) {
  return (
    <span className={styles.head} style={{ paddingLeft: at }}>
      {children}
    </span>
  )
}

function columnAt(percent: number): CSSProperties {
  return { '--at': `${percent}%` } as CSSProperties
}
