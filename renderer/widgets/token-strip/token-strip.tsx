/**
 * Tokens in a row, colored by value; the theme's ramp is mixed by the style sheet, so a change of theme draws nothing anew.
 * Places nothing: concordance/line.tsx puts strips to both sides of the peak.
 */
import type { CSSProperties } from 'react'
import { cssShare } from './color'
import type { TokenRun } from './runs'
import styles from './token-strip.module.css'

export interface TokenStripProps {
  runs: readonly TokenRun[]
  /** Index of the token that has the focus. */
  focused?: number | undefined
}

export function TokenStrip({ runs, focused }: TokenStripProps) {
  return runs.map((run) => <Token key={run.first} run={run} focused={run.first === focused} />)
}

export interface TokenProps {
  run: TokenRun
  peak?: boolean
  focused?: boolean
  /** False outlines without color: where every row would be at the ramp's end. */
  colored?: boolean
}

export function Token({ run, peak = false, focused = false, colored = true }: TokenProps) {
  const isColored = colored && run.share > 0
  const names = [
    isColored && (run.value < 0 ? styles.negative : styles.colored),
    peak && styles.peak,
    run.isolated && styles.isolated,
    focused && styles.focused
  ].filter(Boolean)
  const style = isColored ? ({ '--share': cssShare(run.share) } as CSSProperties) : undefined
  return (
    <span className={names.join(' ') || undefined} style={style} data-token={run.count === 1 ? run.first : undefined}>
      {run.pieces.map((piece, index) =>
        piece.sign ? (
          <span key={index} className={styles.sign}>
            {piece.text}
          </span>
        ) : (
          piece.text
        )
      )}
    </span>
  )
}
