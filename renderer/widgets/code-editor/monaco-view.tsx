/** The Monaco editor as a React component: one editor and one model per mount, both disposed with it. */
import { useEffect, useLayoutEffect, useRef } from 'react'
import { useTheme } from '../theme-colors'
import styles from './code-editor.module.css'
import { EchoFilter } from './echo-filter'
import { helpWith } from './markdown-help'
import { applyTheme, monaco, registerSchema } from './monaco-setup'
import type { CodeEditorProps } from './types'

let nextDocument = 0

export function MonacoView(props: CodeEditorProps) {
  const element = useRef<HTMLDivElement>(null)
  const editor = useRef<monaco.editor.IStandaloneCodeEditor | null>(null)
  const latest = useRef(props)
  latest.current = props
  const echo = useRef(new EchoFilter())
  const theme = useTheme()
  useLayoutEffect(() => applyTheme(theme), [theme])
  useLayoutEffect(() => {
    if (!element.current) return
    const created = createEditor(element.current, latest.current)
    editor.current = created
    created.onDidChangeModelContent(() => {
      const value = created.getValue()
      if (echo.current.write(value)) latest.current.onChange(value)
    })
    addEscape(created, () => (latest.current.onEscape ?? leaveEditor)())
    const endHelp = latest.current.language === 'markdown' ? helpWith(created, () => latest.current.help) : undefined
    return () => {
      editor.current = null
      endHelp?.()
      created.getModel()?.dispose()
      created.dispose()
    }
  }, [])
  useEffect(() => {
    if (editor.current && echo.current.isNew(props.value)) replaceText(editor.current, props.value, echo.current)
  }, [props.value])
  useEffect(() => editor.current?.updateOptions({ readOnly: props.readOnly ?? false }), [props.readOnly])
  return <div ref={element} className={styles.editor} />
}

function createEditor(element: HTMLElement, props: CodeEditorProps): monaco.editor.IStandaloneCodeEditor {
  const uri = monaco.Uri.parse(`inmemory://loupe/${nextDocument++}.${props.language}`)
  if (props.schema) registerSchema(uri.toString(), props.schema)
  const isCode = props.language === 'json'
  const editor = monaco.editor.create(element, {
    model: monaco.editor.createModel(props.value, props.language, uri),
    ariaLabel: `${props.ariaLabel}. Press Escape to leave the editor.`,
    placeholder: props.placeholder,
    readOnly: props.readOnly,
    automaticLayout: true,
    // A text area instead of an EditContext: the key table recognizes it as a text field.
    editContext: false,
    fontFamily: getComputedStyle(document.documentElement).getPropertyValue('--font-mono'),
    fontSize: 12,
    lineHeight: 20,
    fontLigatures: false,
    minimap: { enabled: false },
    lineNumbers: (props.lineNumbers ?? isCode) ? 'on' : 'off',
    lineNumbersMinChars: 3,
    folding: false,
    glyphMargin: false,
    lineDecorationsWidth: isCode ? 8 : 12,
    padding: { top: 8, bottom: 8 },
    wordWrap: 'on',
    scrollBeyondLastLine: false,
    overviewRulerLanes: 0,
    renderLineHighlight: 'none',
    occurrencesHighlight: 'off',
    quickSuggestions: isCode ? { strings: true, other: true, comments: false } : false,
    wordBasedSuggestions: 'off',
    unicodeHighlight: { ambiguousCharacters: false, invisibleCharacters: false },
    guides: { indentation: false },
    tabSize: 2,
    scrollbar: { verticalScrollbarSize: 10, horizontalScrollbarSize: 10, alwaysConsumeMouseWheel: false },
    fixedOverflowWidgets: true
  })
  if (props.autoFocus) editor.focus()
  return editor
}

function addEscape(editor: monaco.editor.IStandaloneCodeEditor, run: () => void): void {
  editor.addAction({
    id: 'loupe.leave',
    label: 'Leave the editor',
    keybindings: [monaco.KeyCode.Escape],
    precondition: '!suggestWidgetVisible && !findWidgetVisible && !editorHoverVisible && !markersNavigationVisible',
    run
  })
}

/** Gives the focus to the part of the screen around the editor, so that its keys act. */
function leaveEditor(): void {
  document.activeElement?.closest<HTMLElement>('[data-scope]')?.focus()
}

/** Takes a text from outside as one edit, so that the editor's own undo still works. */
function replaceText(editor: monaco.editor.IStandaloneCodeEditor, value: string, echo: EchoFilter): void {
  const model = editor.getModel()
  if (!model || model.getValue() === value) return
  echo.quietly(() => {
    model.pushEditOperations([], [{ range: model.getFullModelRange(), text: value }], () => null)
    model.pushStackElement()
  })
}
