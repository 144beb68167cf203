/**
 * The label being written: saved while one types, Enter gives it for good, Escape gives the keys back to the evidence.
 * Undo in an untouched field is that of the data, so that one Mod+Z takes back what Enter just did.
 */
import { type KeyboardEvent, type Ref, useEffect, useRef, useState } from 'react'
import { TextField } from '../../widgets/field'
import { runCommand } from '../commands/commands'
import type { LabelEditor } from './label-editor'

export interface LabelFieldProps {
  editor: LabelEditor | undefined
  onEnter: () => void
  /** Shift+Enter: saved for good, and the feature stays in view. */
  onStay?: () => void
  readOnly: boolean
  hint?: string
  error?: string | undefined
  large?: boolean
  ref?: Ref<HTMLInputElement>
}

export function LabelField({ editor, onEnter, onStay, readOnly, hint, error, large, ref }: LabelFieldProps) {
  const touched = useRef(false)
  const [early, setEarly] = useEarlyText(editor)
  const keyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === 'Enter' && event.shiftKey && onStay) {
      event.preventDefault()
      event.stopPropagation()
      touched.current = false
      onStay()
      return
    }
    const isUndo = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'z'
    if (!isUndo || touched.current) return
    event.preventDefault()
    event.stopPropagation()
    runCommand(event.shiftKey ? 'edit.redo' : 'edit.undo')
  }
  return (
    <TextField
      ref={ref}
      aria-label="Label"
      placeholder={readOnly ? 'no label' : hint ? undefined : 'Name what makes it fire'}
      size={large ? 'large' : 'medium'}
      value={editor ? editor.fields.label : early}
      hint={hint}
      error={error}
      readOnly={readOnly}
      maxLength={2000}
      onChange={(text) => {
        touched.current = true
        if (editor) editor.type('label', text)
        else setEarly(text)
      }}
      onBlur={() => {
        touched.current = false
        editor?.endTyping()
      }}
      onEnter={() => {
        touched.current = false
        onEnter()
      }}
      onKeyDown={keyDown}
    />
  )
}

/** What is typed while the feature's page is still on its way belongs to that feature. */
function useEarlyText(editor: LabelEditor | undefined): [string, (text: string) => void] {
  const [early, setEarly] = useState('')
  useEffect(() => {
    if (!editor || early === '') return
    editor.type('label', editor.fields.label + early)
    setEarly('')
  }, [editor, early])
  return [early, setEarly]
}
