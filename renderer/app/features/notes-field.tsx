/**
 * Notes in Markdown: read as rendered text, written in the editor, which is loaded when it is first opened.
 * Escape leaves it; what was typed is saved.
 */
import { useEffect, useRef, useState } from 'react'
import { textLimits } from '../../../contract/records/label'
import { CodeEditor } from '../../widgets/code-editor/code-editor'
import { formatCount } from '../../widgets/format'
import { keyText } from '../../widgets/key-hint/key-caps'
import { KeyHint } from '../../widgets/key-hint/key-hint'
import { useCommands } from '../commands/commands'
import { mainRegion } from '../layout/regions'
import { useRun } from '../project/current'
import type { LabelEditor } from './label-editor'
import { Markdown } from './markdown'
import styles from './notes-field.module.css'
import { useNotesHelp } from './notes-help'
import type { RunIds } from './use-feature-order'

export interface NotesFieldProps {
  editor: LabelEditor | undefined
  place: RunIds
  /** The feature the notes are about: another one closes the editor. */
  feature: number | undefined
  scope: string
  readOnly: boolean
  /** An outline around the rendered text, as around a field. */
  boxed?: boolean
}

export function NotesField({ editor, place, feature, scope, readOnly, boxed = false }: NotesFieldProps) {
  const [editing, setEditing] = useState<number>()
  const isOpen = editing !== undefined && editing === feature && editor !== undefined
  const open = () => setEditing(feature)
  const close = () => {
    setEditing(undefined)
    editor?.endTyping()
    mainRegion()?.focus()
  }
  useCommands([
    { id: 'label.notes', title: 'Write notes', keys: ['O'], scope, when: editor !== undefined && !readOnly, run: open }
  ])
  usePreload()
  if (isOpen)
    return (
      // biome-ignore lint/a11y/noStaticElementInteractions: only hears that the editor inside was left
      <div className={styles.editor} onBlur={() => editor.endTyping()}>
        <NotesEditor place={place} text={editor.fields.notes} onChange={(text) => editor.type('notes', text)} onClose={close} />
        <NotesFoot length={editor.fields.notes.length} />
      </div>
    )
  const notes = editor?.fields.notes ?? ''
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: a convenience for the mouse; the key opens the editor too
    <div className={boxed ? styles.boxed : undefined} onDoubleClick={readOnly ? undefined : open}>
      {notes.trim() ? <Markdown text={notes} /> : <NoNotes readOnly={readOnly} onOpen={open} />}
    </div>
  )
}

let editorIsLoaded = false

/** Loads the editor while nothing else happens, so that it is there when it is wanted. */
function usePreload(): void {
  useEffect(() => {
    const timer = setTimeout(() => void loadEditor(), 1_500)
    return () => clearTimeout(timer)
  }, [])
}

async function loadEditor(): Promise<void> {
  await import('../../widgets/code-editor/monaco-view')
  editorIsLoaded = true
}

interface NotesEditorProps {
  place: RunIds
  text: string
  onChange: (text: string) => void
  onClose: () => void
}

/** Until the editor is loaded a plain text field takes the typing; it stays once something was typed into it. */
function NotesEditor({ place, text, onChange, onClose }: NotesEditorProps) {
  const help = useNotesHelp(place, useRun()?.config.dSae ?? 0)
  /** Who comes back finds the notes as they are read. */
  const leaveTo = (feature: number) => {
    onClose()
    help.openFeature(feature)
  }
  const [plain, setPlain] = useState(!editorIsLoaded)
  const touched = useRef(false)
  const field = useRef<HTMLTextAreaElement>(null)
  useEffect(() => {
    field.current?.focus()
    let gone = false
    void loadEditor().then(() => !gone && !touched.current && setPlain(false))
    return () => {
      gone = true
    }
  }, [])
  if (!plain)
    return (
      <CodeEditor
        value={text}
        language="markdown"
        onChange={onChange}
        onEscape={onClose}
        help={{ ...help, openFeature: leaveTo }}
        ariaLabel="Notes in Markdown"
        autoFocus
      />
    )
  return (
    <textarea
      ref={field}
      className={styles.plain}
      spellCheck={false}
      aria-label="Notes in Markdown"
      value={text}
      onChange={(event) => {
        touched.current = true
        onChange(event.target.value)
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        event.preventDefault()
        event.stopPropagation()
        onClose()
      }}
    />
  )
}

/** The keys of the editor, or why the notes are not saved. */
function NotesFoot({ length }: { length: number }) {
  if (length > textLimits.notes)
    return (
      <p className={styles.tooLong} role="alert">
        {formatCount(length)} characters; at most {formatCount(textLimits.notes)} can be saved. Shorten the notes.
      </p>
    )
  return (
    <p className={styles.foot} title={`# and tag: offer features and tags, ${keyText('Mod+Space')} completes the word`}>
      <KeyHint keys="#" /> feature <KeyHint keys="F12" /> open <KeyHint keys="Escape" /> done
    </p>
  )
}

function NoNotes({ readOnly, onOpen }: { readOnly: boolean; onOpen: () => void }) {
  if (readOnly) return <p className={styles.none}>no notes</p>
  return (
    <button type="button" className={styles.write} onClick={onOpen}>
      What speaks for it, what against
    </button>
  )
}
