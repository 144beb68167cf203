/**
 * A text editor (Monaco) for JSON and Markdown. Loaded when it is first shown; until then the text stands still.
 * Escape leaves it; Tab writes a tab character unless Ctrl+M switched that off.
 */
import { lazy, Suspense } from 'react'
import styles from './code-editor.module.css'
import type { CodeEditorProps } from './types'

const MonacoView = lazy(() => import('./monaco-view').then((module) => ({ default: module.MonacoView })))

export function CodeEditor(props: CodeEditorProps) {
  return (
    <div className={styles.frame} data-language={props.language}>
      <Suspense fallback={<pre className={`mono ${styles.still}`}>{props.value}</pre>}>
        <MonacoView {...props} />
      </Suspense>
    </div>
  )
}
