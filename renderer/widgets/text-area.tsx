/** Several lines of text in Loupe's clothes. Mod+Enter gives them for good; the browser's spelling marks are off. */
import { type ReactNode, type Ref, useId } from 'react'
import { Field } from './field'
import styles from './text-area.module.css'

export interface TextAreaProps {
  label: string
  detail?: ReactNode
  hint?: ReactNode
  error?: string
  value: string
  onChange: (value: string) => void
  /** Mod+Enter. */
  onSubmit?: () => void
  maxLength?: number
  rows?: number
  placeholder?: string
  readOnly?: boolean
  autoFocus?: boolean
  ref?: Ref<HTMLTextAreaElement>
}

export function TextArea({ label, detail, hint, error, value, onChange, onSubmit, rows = 4, ...rest }: TextAreaProps) {
  const id = useId()
  return (
    <Field label={label} htmlFor={id} detail={detail} hint={hint} error={error}>
      <textarea
        {...rest}
        id={id}
        className={styles.area}
        rows={rows}
        spellCheck={false}
        value={value}
        aria-invalid={error ? true : undefined}
        aria-describedby={error || hint ? `${id}-note` : undefined}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || !onSubmit) return
          event.preventDefault()
          event.stopPropagation()
          onSubmit()
        }}
      />
    </Field>
  )
}
