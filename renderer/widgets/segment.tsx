/**
 * A choice of a few short words side by side; a radio group by keyboard (arrows move, one tab stop).
 */
import { type KeyboardEvent, useRef } from 'react'
import styles from './segment.module.css'

interface SegmentOption<Value extends string | number> {
  value: Value
  label: string
  disabled?: boolean
  title?: string
}

export interface SegmentProps<Value extends string | number> {
  /** Accessible name of the group. */
  label: string
  options: readonly SegmentOption<Value>[]
  /** `null`: nothing is chosen yet. */
  value: Value | null
  onChange: (value: Value) => void
  /** Shares the whole width equally. */
  wide?: boolean
  disabled?: boolean
}

const steps: Record<string, number> = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }

export function Segment<Value extends string | number>(props: SegmentProps<Value>) {
  const { label, options, value, onChange, wide, disabled } = props
  const group = useRef<HTMLDivElement>(null)
  const chosen = options.findIndex((option) => option.value === value)
  const move = (event: KeyboardEvent) => {
    const step = steps[event.key]
    if (!step) return
    event.preventDefault()
    event.stopPropagation()
    const next = nextEnabled(options, chosen, step)
    if (next === -1) return
    onChange(options[next].value)
    group.current?.querySelectorAll('button')[next]?.focus()
  }
  return (
    <div ref={group} role="radiogroup" aria-label={label} className={wide ? styles.wide : styles.segment} onKeyDown={move}>
      {options.map((option, index) => (
        // biome-ignore lint/a11y/useSemanticElements: a segment is drawn as joined buttons, which inputs can not be
        <button
          key={option.value}
          type="button"
          role="radio"
          aria-checked={option.value === value}
          tabIndex={index === Math.max(chosen, 0) ? 0 : -1}
          className={styles.option}
          title={option.title}
          disabled={disabled || option.disabled}
          onClick={() => onChange(option.value)}
        >
          {option.label}
        </button>
      ))}
    </div>
  )
}

function nextEnabled(options: readonly { disabled?: boolean }[], from: number, step: number): number {
  for (let turn = 1; turn <= options.length; turn++) {
    const index = (((from + step * turn) % options.length) + options.length) % options.length
    if (!options[index].disabled) return index
  }
  return -1
}
