/** A check box with its words; 14 px box, the whole line is the target. */
import type { InputHTMLAttributes, ReactNode } from 'react'
import styles from './checkbox.module.css'

export interface CheckboxProps extends Omit<InputHTMLAttributes<HTMLInputElement>, 'onChange' | 'type'> {
  checked: boolean
  onChange: (checked: boolean) => void
  /** Without words give `aria-label`. */
  children?: ReactNode
}

export function Checkbox({ checked, onChange, children, className, ...rest }: CheckboxProps) {
  return (
    <label className={[styles.line, className].filter(Boolean).join(' ')} data-disabled={rest.disabled || undefined}>
      <input
        {...rest}
        type="checkbox"
        className={styles.box}
        checked={checked}
        onChange={(event) => onChange(event.target.checked)}
      />
      {children}
    </label>
  )
}
