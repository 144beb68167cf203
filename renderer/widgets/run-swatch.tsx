/** A run's colour and dash as a short line, or as a dot where it trains now. */
import styles from './run-swatch.module.css'
import { runColorVariable, runDash } from './theme-colors'

export function RunSwatch({ slot, width = 16 }: { slot: number; width?: number }) {
  return (
    <svg className={styles.swatch} width={width} height={8} viewBox={`0 0 ${width} 8`} aria-hidden="true">
      <line
        x1="0"
        y1="4"
        x2={width}
        y2="4"
        style={{ stroke: runColorVariable(slot) }}
        strokeDasharray={runDash(slot).join(' ')}
      />
    </svg>
  )
}

export function RunDot({ slot }: { slot: number }) {
  return <span className={styles.dot} style={{ background: runColorVariable(slot) }} aria-hidden="true" />
}
