/** The palette: one field for commands, features and runs. The typed letters are marked where they match; keys stand at the right. */
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react'
import { useModal } from '../../widgets/dialog/use-modal'
import { Icon } from '../../widgets/icon/icon'
import { KeyHint } from '../../widgets/key-hint/key-hint'
import { type PaletteMode, useView } from '../layout/view'
import styles from './palette.module.css'
import { PaletteFoot } from './palette-foot'
import type { PaletteGroup, PaletteItem } from './palette-items'
import { usePaletteGroups } from './use-palette-groups'

const firstText: Record<PaletteMode, string> = { all: '', commands: '>', features: '#', 'go-to': '' }

export function Palette({ mode }: { mode: PaletteMode }) {
  const [text, setText] = useState(firstText[mode])
  const [chosen, setChosen] = useState(0)
  const groups = usePaletteGroups(text, mode)
  const items = groups.flatMap((group) => group.items)
  const current = Math.min(chosen, items.length - 1)
  const listId = useId()
  const dialog = useModal()
  const act = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (step && items.length > 0) setChosen((current + step + items.length) % items.length)
    else if (event.key === 'Enter' && items[current] && !event.nativeEvent.isComposing) runItem(items[current])
    else if (isPaletteKey(event)) closePalette()
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <dialog
      ref={dialog}
      className={styles.palette}
      aria-label="Command palette"
      data-modal=""
      onCancel={(event) => {
        event.preventDefault()
        closePalette()
      }}
      onPointerDown={(event) => event.target === event.currentTarget && closePalette()}
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
          aria-label={mode === 'go-to' ? 'Go to feature or run' : 'Command, feature or run'}
          autoComplete="off"
          spellCheck={false}
          value={text}
          onChange={(event) => {
            setText(event.target.value)
            setChosen(0)
          }}
          onKeyDown={act}
        />
        <span className={styles.kinds}>{mode === 'go-to' ? 'features, runs' : 'commands, features, runs'}</span>
      </div>
      <GroupList id={listId} groups={groups} chosen={items[current]} onPoint={(item) => setChosen(items.indexOf(item))} />
      <PaletteFoot />
    </dialog>
  )
}

interface GroupListProps {
  id: string
  groups: PaletteGroup[]
  chosen: PaletteItem | undefined
  onPoint: (item: PaletteItem) => void
}

function GroupList({ id, groups, chosen, onPoint }: GroupListProps) {
  return (
    <div className={styles.list} id={id} role="listbox" aria-label="Results" tabIndex={-1}>
      {groups.length === 0 && <p className={styles.nothing}>Nothing fits. Try fewer letters.</p>}
      {groups.map((group) => (
        // biome-ignore lint/a11y/useSemanticElements: a listbox may hold groups, but no fieldsets
        <div key={group.title} role="group" aria-label={group.title}>
          <p className={styles.group} aria-hidden="true">
            {group.title}
          </p>
          {group.items.map((item) => (
            <Row
              key={item.key}
              id={`${id}-${item.key}`}
              item={item}
              chosen={item.key === chosen?.key}
              onPoint={() => onPoint(item)}
            />
          ))}
        </div>
      ))}
    </div>
  )
}

function Row({ id, item, chosen, onPoint }: { id: string; item: PaletteItem; chosen: boolean; onPoint: () => void }) {
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
      className={styles.row}
      onPointerMove={chosen ? undefined : onPoint}
      onClick={() => runItem(item)}
    >
      <Icon name={item.icon} className={styles.icon} />
      {item.id && <span className={styles.id}>{item.id}</span>}
      <span className="ellipsis">
        <Marked text={item.title} ranges={item.ranges} />
      </span>
      {item.detail && <span className={`ellipsis ${styles.detail}`}>{item.detail}</span>}
      <span className={styles.note}>{item.note}</span>
      <span className={styles.keys}>{item.command && <KeyHint command={item.command} />}</span>
    </div>
  )
}

function Marked({ text, ranges }: { text: string; ranges: PaletteItem['ranges'] }) {
  let from = 0
  const parts = ranges.map(([start, end]) => {
    const before = text.slice(from, start)
    from = end
    return (
      <span key={start}>
        {before}
        <mark className={styles.mark}>{text.slice(start, end)}</mark>
      </span>
    )
  })
  return (
    <>
      {parts}
      {text.slice(from)}
    </>
  )
}

function isPaletteKey(event: KeyboardEvent): boolean {
  const mod = event.ctrlKey || event.metaKey
  return event.key === 'F1' || (mod && ['k', 'K', 'p', 'P'].includes(event.key))
}

function closePalette(): void {
  useView.setState({ palette: null })
}

/** The palette closes and gives the focus back before the command runs, since many commands move the focus themselves. */
function runItem(item: PaletteItem): void {
  closePalette()
  setTimeout(() => item.run(), 0)
}
