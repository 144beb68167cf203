/** One of several: radio buttons in a named group. */
import { type ReactNode, useId } from 'react'
import styles from './radio.module.css'

interface RadioOption<Value extends string> {
  value: Value
  label: ReactNode
  /** Second, smaller text beside the label. */
  detail?: ReactNode
  disabled?: boolean
}

export interface RadioProps<Value extends string> {
  /** Accessible name of the group. */
  label: string
  options: readonly RadioOption<Value>[]
  /** None of the options is chosen when it is not among them. */
  value: Value
  /** The same for several groups makes them one choice: arrow keys go from group to group. */
  name?: string
  onChange: (value: Value) => void
}

export function Radio<Value extends string>({ label, options, value, name, onChange }: RadioProps<Value>) {
  const ownName = useId()
  return (
    <div role="radiogroup" aria-label={label} className={styles.group}>
      {options.map((option) => (
        <label key={option.value} className={styles.line} data-disabled={option.disabled || undefined}>
          <input
            type="radio"
            name={name ?? ownName}
            className={styles.ring}
            checked={option.value === value}
            disabled={option.disabled}
            onChange={() => onChange(option.value)}
          />
          <span>{option.label}</span>
          {option.detail && <span className={styles.detail}>{option.detail}</span>}
        </label>
      ))}
    </div>
  )
}
