/** A small table of which every row exists: grey heads, a rule below each row. Cells and their widths are the owner's. */
import type { ReactNode } from 'react'
import styles from './plain-table.module.css'

export interface PlainTableProps {
  /** All cells are numbers: mono and right-aligned, below heads that stay in view. */
  numbers?: boolean
  /** May set `--cell-gap` and `--cell-edge`, px beside a cell and at the outer edges, and `--table-width`. */
  className?: string
  children: ReactNode
}

export function PlainTable({ numbers, className, children }: PlainTableProps) {
  const names = [styles.table, numbers && styles.numbers, className]
  return <table className={names.filter(Boolean).join(' ')}>{children}</table>
}
