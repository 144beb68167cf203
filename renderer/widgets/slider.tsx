/** A slider on the native range input, with its value in mono beside it. */
import styles from './slider.module.css'

export interface SliderProps {
  label: string
  value: number
  onChange: (value: number) => void
  min: number
  max: number
  step: number
  width?: number
  /** The value as printed: `0.60`. */
  text: string
}

export function Slider({ label, value, onChange, min, max, step, width = 96, text }: SliderProps) {
  const share = (value - min) / (max - min)
  return (
    <span className={styles.slider}>
      <input
        type="range"
        className={styles.range}
        aria-label={label}
        aria-valuetext={text}
        min={min}
        max={max}
        step={step}
        value={value}
        style={{ width, '--share': share } as React.CSSProperties}
        onChange={(event) => onChange(Number(event.target.value))}
      />
      <output className="mono">{text}</output>
    </span>
  )
}
