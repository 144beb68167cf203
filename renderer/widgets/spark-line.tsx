/** Word-sized pictures of numbers: a curve (`SparkLine`) and a histogram (`SparkBars`). The numbers stand beside them. */
import styles from './spark-line.module.css'

export interface SparkLineProps {
  values: readonly number[]
  width?: number
  height?: number
  /** Said to screen readers: "loss, from 3.1 to 0.4". */
  label: string
}

export function SparkLine({ values, width = 112, height = 32, label }: SparkLineProps) {
  return (
    <svg className={styles.spark} width={width} height={height} viewBox={`0 0 ${width} ${height}`} role="img" aria-label={label}>
      <path className={styles.line} d={sparkPath(values, width, height)} />
    </svg>
  )
}

export interface SparkBarsProps {
  counts: readonly number[]
  width?: number
  height?: number
  label: string
}

export function SparkBars({ counts, width = 56, height = 14, label }: SparkBarsProps) {
  const most = Math.max(...counts, 1)
  const step = width / Math.max(counts.length, 1)
  return (
    <svg className={styles.spark} width={width} height={height} viewBox={`0 0 ${width} ${height}`} role="img" aria-label={label}>
      {counts.map((count, index) => {
        const tall = count > 0 ? Math.max((count / most) * height, 1) : 0
        return <rect key={index} className={styles.bar} x={index * step} y={height - tall} width={step - 1} height={tall} />
      })}
    </svg>
  )
}

/** An SVG path through the finite values, the lowest at the bottom edge; gaps where a value is not finite. */
export function sparkPath(values: readonly number[], width: number, height: number): string {
  const finite = values.filter(Number.isFinite)
  if (finite.length < 2) return ''
  const low = Math.min(...finite)
  const span = Math.max(...finite) - low || 1
  let pen = 'M'
  let path = ''
  values.forEach((value, index) => {
    if (!Number.isFinite(value)) {
      pen = 'M'
      return
    }
    const x = 1 + (index / (values.length - 1)) * (width - 2)
    const y = height - 1 - ((value - low) / span) * (height - 2)
    path += `${pen}${x.toFixed(1)} ${y.toFixed(1)}`
    pen = 'L'
  })
  return path
}
