/** A native drop-down in Loupe's clothes: keyboard, type-ahead and accessibility come from the system. */
import { type ReactNode, type SelectHTMLAttributes, useId } from 'react'
import { Field } from './field'
import { Icon } from './icon/icon'
import styles from './select.module.css'

interface SelectOption {
  value: string
  label: string
  disabled?: boolean
}

export interface SelectProps extends Omit<SelectHTMLAttributes<HTMLSelectElement>, 'onChange' | 'value'> {
  /** Printed above. Without it give `aria-label`. */
  label?: string
  hint?: ReactNode
  error?: string
  options: readonly SelectOption[]
  value: string
  onChange: (value: string) => void
  /** No border, as in a panel's head: "colour by …". */
  quiet?: boolean
}

export function Select({ label, hint, error, options, value, onChange, quiet, ...rest }: SelectProps) {
  const ownId = useId()
  const id = rest.id ?? ownId
  const box = (
    <span className={quiet ? styles.quiet : styles.box}>
      <select {...rest} id={id} className={styles.select} value={value} onChange={(event) => onChange(event.target.value)}>
        {options.map((option) => (
          <option key={option.value} value={option.value} disabled={option.disabled}>
            {option.label}
          </option>
        ))}
      </select>
      <Icon name="chevron-down" size={14} className={styles.chevron} />
    </span>
  )
  if (!label) return box
  return (
    <Field label={label} htmlFor={id} hint={hint} error={error}>
      {box}
    </Field>
  )
}
