/**
 * The color scale of tokens and histogram bars: least, greatest and the kind of scale, always in view beside what it colors.
 */
import type { CSSProperties } from 'react'
import styles from './activation-legend.module.css'
import { Button } from './button'
import { formatFixed } from './format'
import { type ColorScale, cssShare, rampShare, scaleWords } from './token-strip/color'

const steps = 13

export interface ActivationLegendProps {
  max: number
  decimals: number
  scale: ColorScale
  /** The command that switches the scale; its keys are printed. */
  command: string
  /** Where there is little room: says only what differs from the linear scale; the status bar has the words. */
  short?: boolean
}

export function ActivationLegend({ max, decimals, scale, command, short = false }: ActivationLegendProps) {
  const words = scale === 'linear' ? scaleWords(scale) : `${scaleWords(scale)}: 0.05 + 0.95 log₁₀(1 + 9r)`
  return (
    <div className={styles.legend} data-scale={scale} title={`Color by value ÷ the feature's maximum; ${words}`}>
      <span className={styles.name}>activation</span>
      <span className={styles.number}>0</span>
      <Ramp scale={scale} />
      <span className={styles.number}>{formatFixed(max, decimals)}</span>
      {!short && <span className={styles.words}>{scaleWords(scale)}</span>}
      {short && scale === 'boost' && <span>log</span>}
      <Button variant="quiet" size="small" command={command} aria-pressed={scale === 'boost'} className={styles.boost}>
        boost weak
      </Button>
    </div>
  )
}

/** The ramp alone, with that of negative values where there are some: for tables whose numbers stand elsewhere. */
export function ActivationRamp({ negative = false }: { negative?: boolean }) {
  return (
    <>
      {negative && <Ramp scale="linear" sign="negative" />}
      <Ramp scale="linear" />
    </>
  )
}

function Ramp({ scale, sign }: { scale: ColorScale; sign?: 'negative' }) {
  return (
    <span className={styles.ramp} data-sign={sign} aria-hidden="true">
      {Array.from({ length: steps }, (_, step) => (
        <span key={step} style={{ '--share': cssShare(rampShare(step / (steps - 1), 1, scale)) } as CSSProperties} />
      ))}
    </span>
  )
}
