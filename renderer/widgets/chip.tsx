/** A small word in an outline: a tag, a filter term. With `onToggle` it can be chosen, with `onRemove` taken away. */
import type { ReactNode } from 'react'
import styles from './chip.module.css'
import { Icon } from './icon/icon'
import { Swatch } from './swatch'

export interface ChipProps {
  children: ReactNode
  /** Accent means chosen, never a kind of tag. */
  chosen?: boolean
  /** A square of this color of the palette, 1–6, at the left. */
  swatch?: number
  /** A digit or letter at the left that chooses it. */
  hotkey?: string
  onToggle?: () => void
  onRemove?: () => void
  /** For the remove button: "Remove tag syntax". */
  removeLabel?: string
  title?: string
  wide?: boolean
}

export function Chip({ children, chosen, swatch, hotkey, onToggle, onRemove, removeLabel, title, wide }: ChipProps) {
  const className = [styles.chip, chosen && styles.chosen, wide && styles.wide].filter(Boolean).join(' ')
  const content = (
    <>
      {hotkey && (
        <span className={styles.hotkey} aria-hidden="true">
          {hotkey}
        </span>
      )}
      {swatch !== undefined && <Swatch color={swatch} />}
      <span className="ellipsis">{children}</span>
    </>
  )
  if (onToggle)
    return (
      <button type="button" className={className} aria-pressed={chosen ?? false} title={title} onClick={onToggle}>
        {content}
      </button>
    )
  return (
    <span className={className} title={title}>
      {content}
      {onRemove && (
        <button type="button" className={styles.remove} aria-label={removeLabel ?? 'Remove'} onClick={onRemove}>
          <Icon name="close" size={12} />
        </button>
      )}
    </span>
  )
}
