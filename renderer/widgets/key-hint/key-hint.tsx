/**
 * Keys printed where the action is: small, grey, hidden from screen readers (the control itself carries `aria-keyshortcuts`).
 */
import { useCommandLink } from '../command-link'
import { keyCaps } from './key-caps'
import styles from './key-hint.module.css'

/** One key cap with its text as given. */
export function Key({ children }: { children: string }) {
  return <kbd className={styles.key}>{children}</kbd>
}

export interface KeyHintProps {
  /** Prints the first keys of this command; nothing when it has none. */
  command?: string
  /** Prints these keys, such as `Mod+K`. */
  keys?: string
}

export function KeyHint({ command, keys }: KeyHintProps) {
  const link = useCommandLink()
  const text = keys ?? (command ? link.keysOf(command)[0] : undefined)
  if (!text) return null
  return (
    <span className={styles.keys} aria-hidden="true">
      {keyCaps(text).map((cap) => (
        <kbd key={cap} className={styles.key}>
          {cap}
        </kbd>
      ))}
    </span>
  )
}
