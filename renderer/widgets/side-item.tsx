/** One line of a sidebar that is chosen by a click: its words at the left, what belongs to it at the right edge. */
import type { KeyboardEvent, ReactNode } from 'react'
import styles from './side-item.module.css'

export interface SideItemProps {
  chosen: boolean
  /** Choosing goes to another screen; otherwise it is a toggle button. */
  isPlace?: boolean
  title?: string | undefined
  /** A count, a score, a key. */
  value?: ReactNode
  onChoose: () => void
  onKeyDown?: ((event: KeyboardEvent) => void) | undefined
  children: ReactNode
}

export function SideItem({ chosen, isPlace = false, title, value, onChoose, onKeyDown, children }: SideItemProps) {
  return (
    <button
      type="button"
      className={styles.item}
      aria-pressed={isPlace ? undefined : chosen}
      aria-current={isPlace && chosen ? 'page' : undefined}
      title={title}
      onClick={onChoose}
      onKeyDown={onKeyDown}
    >
      <span className="ellipsis">{children}</span>
      {value}
    </button>
  )
}
