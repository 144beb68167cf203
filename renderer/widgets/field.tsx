/**
 * A labeled control with its hint or error, and the text field itself. The error says what is allowed; it never replaces the value.
 */
import { type InputHTMLAttributes, type ReactNode, type Ref, useId } from 'react'
import styles from './field.module.css'
import box from './field-box.module.css'
import { Icon } from './icon/icon'

export interface FieldProps {
  label: ReactNode
  /** Id of the control, for the label. */
  htmlFor?: string
  hint?: ReactNode
  error?: string
  /** At the right of the label: a unit, a key. */
  detail?: ReactNode
  children: ReactNode
}

/** Label above, control, hint or error below. For controls of your own; TextField and Select have it built in. */
export function Field({ label, htmlFor, hint, error, detail, children }: FieldProps) {
  const Label = htmlFor ? 'label' : 'span'
  return (
    <div className={styles.field}>
      <div className={styles.top}>
        <Label className={styles.label} htmlFor={htmlFor}>
          {label}
        </Label>
        {detail && <span className={styles.detail}>{detail}</span>}
      </div>
      {children}
      {error ? (
        <FieldError id={htmlFor && `${htmlFor}-note`}>{error}</FieldError>
      ) : (
        hint && <FieldHint id={htmlFor && `${htmlFor}-note`}>{hint}</FieldHint>
      )}
    </div>
  )
}

function FieldHint({ id, children }: { id?: string; children: ReactNode }) {
  return (
    <p id={id} className={styles.hint}>
      {children}
    </p>
  )
}

function FieldError({ id, children }: { id?: string; children: ReactNode }) {
  return (
    <p id={id} className={styles.error} role="alert">
      <Icon name="error" size={14} />
      <span>{children}</span>
    </p>
  )
}

export interface TextFieldProps extends Omit<InputHTMLAttributes<HTMLInputElement>, 'onChange' | 'value' | 'size'> {
  value: string
  onChange: (value: string) => void
  /** Printed above. Without it give `aria-label`. */
  label?: string
  detail?: ReactNode
  hint?: ReactNode
  error?: string
  /** JetBrains Mono, for numbers, ids and file names. */
  mono?: boolean
  /** Inside the edge: an icon at the left, a key or a button at the right. */
  leading?: ReactNode
  trailing?: ReactNode
  size?: 'medium' | 'large'
  onEnter?: () => void
  ref?: Ref<HTMLInputElement>
}

export function TextField(props: TextFieldProps) {
  const {
    value,
    onChange,
    label,
    detail,
    hint,
    error,
    mono,
    leading,
    trailing,
    size = 'medium',
    onEnter,
    className,
    ...rest
  } = props
  const ownId = useId()
  const id = rest.id ?? ownId
  const control = (
    <span className={[box.box, className].filter(Boolean).join(' ')} data-size={size} data-invalid={error ? true : undefined}>
      {leading}
      <input
        autoComplete="off"
        spellCheck={false}
        {...rest}
        id={id}
        className={mono ? styles.monoInput : styles.input}
        value={value}
        aria-invalid={error ? true : undefined}
        aria-describedby={error || hint ? `${id}-note` : undefined}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={(event) => {
          rest.onKeyDown?.(event)
          const isPlain = !event.shiftKey && !event.ctrlKey && !event.metaKey && !event.altKey
          if (event.key === 'Enter' && isPlain && !event.nativeEvent.isComposing && onEnter) {
            event.preventDefault()
            onEnter()
          }
        }}
      />
      {trailing}
    </span>
  )
  if (!label && !error && !hint) return control
  if (!label)
    return (
      <div className={styles.field}>
        {control}
        {error ? <FieldError id={`${id}-note`}>{error}</FieldError> : <FieldHint id={`${id}-note`}>{hint}</FieldHint>}
      </div>
    )
  return (
    <Field label={label} htmlFor={id} detail={detail} hint={hint} error={error}>
      {control}
    </Field>
  )
}
