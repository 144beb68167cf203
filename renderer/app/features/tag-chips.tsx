/** The tags of a feature as chips: each is put in and taken out by its key, new ones are typed after `T`. */
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { Chip } from '../../widgets/chip'
import { Key } from '../../widgets/key-hint/key-hint'
import { Swatch } from '../../widgets/swatch'
import { type Command, useCommands } from '../commands/commands'
import { useSession } from '../session'
import type { LabelEditor } from './label-editor'
import styles from './tag-chips.module.css'
import { type KeyedTag, useTagKeys, withTagToggled } from './tag-keys'

export interface TagChipsProps {
  editor: LabelEditor | undefined
  scope: string
  readOnly: boolean
  /** `grid`: all tags that have keys, in two columns. `own`: only the feature's own, in a line. */
  form: 'grid' | 'own'
}

export function TagChips({ editor, scope, readOnly, form }: TagChipsProps) {
  const tags = useTagKeys(useSession((session) => session.project))
  const [adding, setAdding] = useState(false)
  const own = editor?.fields.tags ?? []
  const toggle = (tag: string) => void editor?.change({ tags: withTagToggled(own, tag) })
  const canEdit = editor !== undefined && !readOnly
  useCommands([
    ...tagCommands(tags, scope, canEdit, toggle),
    { id: 'label.newTag', title: 'Tag…', keys: ['T'], scope, when: canEdit, run: () => setAdding(true) }
  ])
  const shown =
    form === 'grid' ? [...tags, ...unkeyed(own, tags)] : [...tags, ...unkeyed(own, tags)].filter(({ tag }) => own.includes(tag))
  return (
    <div className={form === 'grid' ? styles.grid : styles.line}>
      {shown.map(({ tag, hotkey, definition }) => (
        <Chip
          key={tag}
          chosen={own.includes(tag)}
          hotkey={form === 'own' ? hotkey : undefined}
          wide={form === 'grid'}
          title={definition?.description ? `${tag}: ${definition.description}` : tag}
          swatch={form === 'own' ? definition?.color : undefined}
          onToggle={() => canEdit && toggle(tag)}
        >
          {form === 'grid' && (hotkey ? <KeyCap>{hotkey}</KeyCap> : <span className={styles.noCap} />)}
          {form === 'grid' && definition && (
            <span className={styles.swatch}>
              <Swatch color={definition.color} />
            </span>
          )}
          {tag}
        </Chip>
      ))}
      {adding ? (
        <NewTag
          known={tags.map(({ tag }) => tag)}
          onAdd={(tag) => {
            if (!own.includes(tag)) toggle(tag)
          }}
          onClose={() => setAdding(false)}
        />
      ) : (
        canEdit && (
          <Chip hotkey={form === 'own' ? 'T' : undefined} wide={form === 'grid'} onToggle={() => setAdding(true)}>
            {form === 'grid' && <KeyCap>T</KeyCap>}
            tag…
          </Chip>
        )
      )}
    </div>
  )
}

function KeyCap({ children }: { children: string }) {
  return (
    <span className={styles.cap}>
      <Key>{children}</Key>
    </span>
  )
}

function tagCommands(tags: readonly KeyedTag[], scope: string, when: boolean, toggle: (tag: string) => void): Command[] {
  return tags
    .filter((entry) => entry.hotkey !== undefined)
    .map(({ tag, hotkey = '' }) => ({
      id: `label.tag${hotkey}`,
      title: `Tag ${tag}`,
      keys: [hotkey],
      scope,
      when,
      run: () => toggle(tag)
    }))
}

function unkeyed(own: readonly string[], tags: readonly KeyedTag[]): KeyedTag[] {
  return own.filter((tag) => !tags.some((entry) => entry.tag === tag)).map((tag) => ({ tag, count: 1, hotkey: undefined }))
}

interface NewTagProps {
  known: readonly string[]
  onAdd: (tag: string) => void
  onClose: () => void
}

function NewTag({ known, onAdd, onClose }: NewTagProps) {
  const [text, setText] = useState('')
  const input = useRef<HTMLInputElement>(null)
  useEffect(() => {
    // In braces: newer engines return a promise, which React would take for a clean-up.
    input.current?.focus()
  }, [])
  const close = () => {
    input.current
      ?.closest<HTMLElement>('[data-region]')
      ?.parentElement?.querySelector<HTMLElement>('[data-region="main"]')
      ?.focus()
    onClose()
  }
  const keyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' && event.key !== 'Escape') return
    event.preventDefault()
    event.stopPropagation()
    const tag = text.trim()
    if (event.key === 'Enter' && tag) onAdd(tag)
    close()
  }
  return (
    <>
      <input
        ref={input}
        className={styles.input}
        aria-label="New tag"
        list="known-tags"
        maxLength={80}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={keyDown}
        onBlur={onClose}
      />
      <datalist id="known-tags">
        {known.map((tag) => (
          <option key={tag} value={tag} />
        ))}
      </datalist>
    </>
  )
}
