/** A small histogram of counts in plain grey, its edges printed at both ends and one value marked. */
import type { Histogram } from '../../contract/records/basics'
import styles from './bar-histogram.module.css'
import { formatCount, formatFixed } from './format'

export interface BarHistogramProps {
  /** Accessible name: what is counted. */
  label: string
  histogram: Histogram
  decimals: number
  /** A line at this value, with its word. */
  mark?: { value: number; word: string }
  height?: number
}

export function BarHistogram({ label, histogram, decimals, mark, height = 72 }: BarHistogramProps) {
  const { counts, edges } = histogram
  const most = Math.max(1, ...counts)
  const first = edges[0] ?? 0
  const last = edges.at(-1) ?? 1
  const markShare = mark && last > first ? (mark.value - first) / (last - first) : undefined
  return (
    <figure
      className={styles.figure}
      aria-label={`${label}: ${formatCount(counts.reduce((sum, count) => sum + count, 0))} in all`}
    >
      <div className={styles.plot} style={{ height }}>
        {counts.map((count, bin) => (
          <span
            key={edges[bin]}
            className={styles.slot}
            title={`${formatCount(count)} from ${formatFixed(edges[bin], decimals)} to ${formatFixed(edges[bin + 1], decimals)}`}
          >
            <span className={styles.bar} style={{ height: count === 0 ? 0 : `max(1px, ${(count / most) * 100}%)` }} />
          </span>
        ))}
        {mark && markShare !== undefined && markShare >= 0 && markShare <= 1 && (
          <span className={styles.mark} style={{ left: `${markShare * 100}%` }} data-right={markShare > 0.6 || undefined}>
            <span>{mark.word}</span>
          </span>
        )}
      </div>
      <div className={styles.axis} aria-hidden="true">
        <span>{formatFixed(first, decimals)}</span>
        <span>{formatFixed((first + last) / 2, decimals)}</span>
        <span>{formatFixed(last, decimals)}</span>
      </div>
    </figure>
  )
}
