/**
 * A text editor (Monaco) for JSON and Markdown. Loaded when it is first shown; until then the text stands still.
 * Escape leaves it; Tab writes a tab character unless Ctrl+M switched that off.
 */
import { lazy, Suspense } from 'react'
import styles from './code-editor.module.css'

export interface CodeEditorProps {
  value: string
  language: 'json' | 'markdown'
  onChange: (value: string) => void
  /** Called when Escape had nothing to close in the editor; left out, the focus goes to the screen. */
  onEscape?: () => void
  ariaLabel: string
  /** Shown while it is empty. */
  placeholder?: string
  readOnly?: boolean
  /** JSON schema that the text is checked against and completed from; JSON only. */
  schema?: object
  /** Takes the focus when it appears. */
  autoFocus?: boolean
  /** Line numbers at the left; off by default for Markdown. */
  lineNumbers?: boolean
}

const MonacoView = lazy(() => import('./code-editor-monaco').then((module) => ({ default: module.MonacoView })))

export function CodeEditor(props: CodeEditorProps) {
  return (
    <div className={styles.frame} data-language={props.language}>
      <Suspense fallback={<pre className={`mono ${styles.still}`}>{props.value}</pre>}>
        <MonacoView {...props} />
      </Suspense>
    </div>
  )
}
