/**
 * A field with a list below it: what is typed decides what is listed, arrows choose, Enter acts. The field keeps the focus.
 * The palette is one, and so are the search of labels and the groups of a feature.
 */
import { type KeyboardEvent, type ReactNode, useId, useState } from 'react'
import { useModal } from '../dialog/use-modal'
import { Icon } from '../icon/icon'
import styles from './finder.module.css'
import { type FinderItem, FinderList, rowId } from './finder-list'

export interface FinderProps {
  /** Accessible name of the dialog. */
  title: string
  /** Accessible name of the field. */
  label: string
  placeholder?: string
  /** At the right of the field: what can be found. */
  kinds?: ReactNode
  text: string
  onText: (text: string) => void
  items: readonly FinderItem[]
  /** Arrows go on from one end of the list at the other. */
  wraps?: boolean
  /** Other keys, for the item that is chosen; true when one was used. */
  onKey?: (event: KeyboardEvent, chosen: FinderItem | undefined) => boolean
  onClose: () => void
  /** In place of an empty list. */
  empty: ReactNode
  /** Keys and what they do. */
  foot: ReactNode
}

const steps: Record<string, number | undefined> = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 }

export function Finder(props: FinderProps) {
  const { title, label, placeholder, kinds, text, onText, items, wraps = false, onKey, onClose, empty, foot } = props
  const [chosen, setChosen] = useState(0)
  const current = Math.min(chosen, items.length - 1)
  const listId = useId()
  const dialog = useModal()
  const moves = (key: string): boolean => {
    const step = steps[key]
    if (key === 'Enter') items[current]?.act()
    else if (step && items.length > 0) setChosen(stepped(current, step, items.length, wraps))
    else return false
    return true
  }
  const keyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing || !(onKey?.(event, items[current]) || moves(event.key))) return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <dialog
      ref={dialog}
      className={styles.finder}
      aria-label={title}
      data-modal=""
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
      onPointerDown={(event) => event.target === event.currentTarget && onClose()}
    >
      <div className={styles.field}>
        <Icon name="search" />
        <input
          autoFocus
          className={styles.input}
          role="combobox"
          aria-expanded="true"
          aria-controls={listId}
          aria-activedescendant={items[current] && rowId(listId, items[current])}
          aria-label={label}
          placeholder={placeholder}
          autoComplete="off"
          spellCheck={false}
          maxLength={500}
          value={text}
          onFocus={(event) => event.target.select()}
          onChange={(event) => {
            onText(event.target.value)
            setChosen(0)
          }}
          onKeyDown={keyDown}
        />
        {kinds && <span className={styles.kinds}>{kinds}</span>}
      </div>
      <FinderList id={listId} items={items} chosen={current} onPoint={setChosen} />
      {items.length === 0 && (
        <p className={styles.nothing} role="status">
          {empty}
        </p>
      )}
      <div className={styles.foot}>{foot}</div>
    </dialog>
  )
}

/** Steps of more than one row stop at the ends. */
function stepped(from: number, step: number, length: number, wraps: boolean): number {
  if (wraps && Math.abs(step) === 1) return (from + step + length) % length
  return Math.min(length - 1, Math.max(0, from + step))
}
