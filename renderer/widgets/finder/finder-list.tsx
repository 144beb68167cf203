/** What a finder lists: rows, under the titles of their groups where they have some. */
import { type ReactNode, useEffect, useRef } from 'react'
import styles from './finder.module.css'

export interface FinderItem {
  key: string
  /** Title of the group that the item belongs to; the items of a group follow each other. */
  group?: string
  content: ReactNode
  /** What Enter and a click do. */
  act: () => void
  /** Whether it is ticked; undefined where nothing can be. */
  checked?: boolean
}

export const rowId = (list: string, item: FinderItem) => `${list}-${item.key}`

export interface FinderListProps {
  id: string
  items: readonly FinderItem[]
  /** Position of the item that Enter acts on. */
  chosen: number
  onPoint: (position: number) => void
}

export function FinderList({ id, items, chosen, onPoint }: FinderListProps) {
  const rows = (within: readonly FinderItem[]) =>
    within.map((item) => (
      <Row
        key={item.key}
        id={rowId(id, item)}
        item={item}
        chosen={item === items[chosen]}
        onPoint={() => onPoint(items.indexOf(item))}
      />
    ))
  return (
    <div className={styles.list} id={id} role="listbox" aria-label="Results" tabIndex={-1}>
      {grouped(items).map(([title, within]) =>
        title === undefined ? (
          rows(within)
        ) : (
          // biome-ignore lint/a11y/useSemanticElements: a listbox may hold groups, but no fieldsets
          <div key={title} role="group" aria-label={title}>
            <p className={styles.group} aria-hidden="true">
              {title}
            </p>
            {rows(within)}
          </div>
        )
      )}
    </div>
  )
}

function grouped(items: readonly FinderItem[]): [title: string | undefined, items: FinderItem[]][] {
  const groups = new Map<string | undefined, FinderItem[]>()
  for (const item of items) groups.set(item.group, [...(groups.get(item.group) ?? []), item])
  return [...groups]
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
