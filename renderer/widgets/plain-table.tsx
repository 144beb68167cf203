/** A small table of which every row exists: grey heads, a rule below each row. Cells and their widths are the owner's. */
import type { ReactNode } from 'react'
import styles from './plain-table.module.css'

export interface PlainTableProps {
  /** All cells are numbers: mono and right-aligned, below heads that stay in view. */
  numbers?: boolean
  /** The first cell of a row names it, the others are numbers as above. */
  named?: boolean
  /** May set `--cell-gap` and `--cell-edge`, px beside a cell and at the outer edges, `--cell-line`, px of a line of numbers, `--table-width`. */
  className?: string
  children: ReactNode
}

export function PlainTable({ numbers, named, className, children }: PlainTableProps) {
  const names = [styles.table, numbers && styles.numbers, named && styles.named, className]
  return <table className={names.filter(Boolean).join(' ')}>{children}</table>
}
