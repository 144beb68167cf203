/**
 * A field with a list below it, as the palette has one: what is typed decides what is listed, arrows choose, Enter acts.
 * The field keeps the focus.
 */
import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react'
import { useModal } from '../../widgets/dialog/use-modal'
import { Icon } from '../../widgets/icon/icon'
import styles from './finder.module.css'

export interface FinderItem {
  key: string
  content: ReactNode
  /** What Enter and a click do. */
  act: () => void
  /** Whether it is ticked; undefined where nothing can be. */
  checked?: boolean
}

export interface FinderProps {
  /** Accessible name of the dialog. */
  title: string
  /** Accessible name of the field. */
  label: string
  placeholder: string
  text: string
  onText: (text: string) => void
  items: readonly FinderItem[]
  /** Other keys, for the item that is chosen; true when one was used. */
  onKey?: (event: KeyboardEvent, chosen: FinderItem | undefined) => boolean
  onClose: () => void
  /** In place of an empty list. */
  empty: ReactNode
  /** Keys and what they do. */
  foot: ReactNode
}

export function Finder({ title, label, placeholder, text, onText, items, onKey, onClose, empty, foot }: FinderProps) {
  const [chosen, setChosen] = useState(0)
  const current = Math.min(chosen, items.length - 1)
  const listId = useId()
  const dialog = useModal()
  const keyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 }[event.key]
    if (event.nativeEvent.isComposing) return
    if (onKey?.(event, items[current])) event.preventDefault()
    else if (step && items.length > 0) setChosen(Math.min(items.length - 1, Math.max(0, current + step)))
    else if (event.key === 'Enter') items[current]?.act()
    else return
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
          aria-activedescendant={items[current] && `${listId}-${items[current].key}`}
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
      </div>
      <div className={styles.list} id={listId} role="listbox" aria-label="Results" tabIndex={-1}>
        {items.map((item, index) => (
          <Row
            key={item.key}
            id={`${listId}-${item.key}`}
            item={item}
            chosen={index === current}
            onPoint={() => setChosen(index)}
          />
        ))}
      </div>
      {items.length === 0 && (
        <p className={styles.nothing} role="status">
          {empty}
        </p>
      )}
      <div className={styles.foot}>{foot}</div>
    </dialog>
  )
}

interface RowProps {
  id: string
  item: FinderItem
  chosen: boolean
  onPoint: () => void
}

function Row({ id, item, chosen, onPoint }: RowProps) {
  const row = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (chosen) row.current?.scrollIntoView({ block: 'nearest' })
  }, [chosen])
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the field above has the focus and runs the chosen row by Enter
    <div
      ref={row}
      id={id}
      role="option"
      tabIndex={-1}
      aria-selected={chosen}
      aria-checked={item.checked}
      className={styles.row}
      onPointerMove={chosen ? undefined : onPoint}
      onClick={item.act}
    >
      {item.content}
    </div>
  )
}
