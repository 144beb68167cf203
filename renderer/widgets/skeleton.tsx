/** Still bars for content that is loading; they appear after 150 ms, so that quick answers do not flash. */
import { useEffect, useState } from 'react'
import styles from './skeleton.module.css'

const delayMs = 150
const widths = ['72%', '56%', '64%', '34%', '60%', '48%']

export interface SkeletonProps {
  rows?: number
  /** Height of one row in px. */
  rowHeight?: number
  /** Read out, and printed below when it says more than "Loading". */
  label?: string
}

export function Skeleton({ rows = 4, rowHeight = 18, label = 'Loading' }: SkeletonProps) {
  const [shown, setShown] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setShown(true), delayMs)
    return () => clearTimeout(timer)
  }, [])
  if (!shown) return null
  return (
    <div className={styles.skeleton} role="status" aria-label={label}>
      {Array.from({ length: rows }, (_, row) => (
        <div key={row} className={styles.row} style={{ height: rowHeight }}>
          <div className={styles.bar} style={{ width: widths[row % widths.length] }} />
        </div>
      ))}
      {label !== 'Loading' && <p className={styles.label}>{label}</p>}
    </div>
  )
}
