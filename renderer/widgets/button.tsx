/**
 * Buttons. At most one `primary` per screen. Give `command` and the button runs it, prints its keys and follows its condition.
 */
import type { ButtonHTMLAttributes, ReactNode, Ref } from 'react'
import styles from './button.module.css'
import { useCommandLink } from './command-link'
import { Icon } from './icon/icon'
import type { IconName } from './icon/icon-paths'
import { ariaKeys, keyText } from './key-hint/key-caps'
import { KeyHint } from './key-hint/key-hint'

export interface ButtonProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'onClick'> {
  variant?: 'primary' | 'default' | 'quiet' | 'danger'
  /** 24, 28 and 32 px high; large is for the one main action. */
  size?: 'small' | 'medium' | 'large'
  icon?: IconName
  command?: string
  /** Keys to print when there is no command, such as `Escape`. */
  keys?: string
  /** Leave the keys out although the command has some. */
  noKeys?: boolean
  /** Takes the whole width. */
  wide?: boolean
  onClick?: () => void
  children?: ReactNode
  ref?: Ref<HTMLButtonElement>
}

export function Button(props: ButtonProps) {
  const { variant = 'default', size = 'medium', icon, command, keys, noKeys, wide, onClick, children, className, ...rest } = props
  const link = useCommandLink()
  const shortcut = keys ?? (command ? link.keysOf(command)[0] : undefined)
  const disabled = rest.disabled ?? (command !== undefined && onClick === undefined && !link.isEnabled(command))
  const names = [styles.button, styles[variant], styles[size], wide && styles.wide, !children && styles.square, className]
  return (
    <button
      type="button"
      aria-keyshortcuts={shortcut && ariaKeys(shortcut)}
      {...rest}
      className={names.filter(Boolean).join(' ')}
      disabled={disabled}
      onClick={onClick ?? (command ? () => link.run(command) : undefined)}
    >
      {icon && <Icon name={icon} size={size === 'small' ? 14 : 16} />}
      {children && <span className={styles.label}>{children}</span>}
      {shortcut && !noKeys && <KeyHint keys={shortcut} />}
    </button>
  )
}

export interface IconButtonProps {
  icon: IconName
  /** The accessible name and the tooltip; an icon alone says nothing. */
  label: string
  command?: string
  onClick?: () => void
  pressed?: boolean
  disabled?: boolean
  size?: number
}

/** An icon alone, 28 × 24: only for window buttons and panel toggles. */
export function IconButton({ icon, label, command, onClick, pressed, disabled, size = 16 }: IconButtonProps) {
  const link = useCommandLink()
  const shortcut = command ? link.keysOf(command)[0] : undefined
  return (
    <button
      type="button"
      className={styles.iconButton}
      aria-label={label}
      aria-pressed={pressed}
      aria-keyshortcuts={shortcut && ariaKeys(shortcut)}
      title={shortcut ? `${label} (${keyText(shortcut)})` : label}
      disabled={disabled ?? (command !== undefined && onClick === undefined && !link.isEnabled(command))}
      onClick={onClick ?? (command ? () => link.run(command) : undefined)}
    >
      <Icon name={icon} size={size} />
    </button>
  )
}
