/**
 * The guidelines of the project, in the place of the sidebar while features are labeled: read as rendered text,
 * written in the editor. What is typed is saved after a pause and when the editor is left.
 */
import { useEffect, useRef, useState } from 'react'
import { annotationLimits } from '../../../contract/records/annotation'
import { Button } from '../../widgets/button'
import { CodeEditor } from '../../widgets/code-editor/code-editor'
import { formatCount } from '../../widgets/format'
import { toastError } from '../../widgets/toast/toast-store'
import { useCommands } from '../commands/commands'
import { client } from '../engine/client'
import { useCall } from '../engine/queries'
import { Markdown } from '../features/markdown'
import { mainRegion } from '../layout/regions'
import { useProject } from '../project/current'
import { toggleGuidelines } from './around'
import styles from './guidelines-panel.module.css'

const scope = 'guidelines'
const pauseMs = 400

export function GuidelinesPanel({ project }: { project: string }) {
  const [editing, setEditing] = useState(false)
  const guidelines = useCall('annotation.guide', { project }).data?.guidelines
  const readOnly = useProject()?.readOnly ?? false
  const close = () => {
    toggleGuidelines()
    mainRegion()?.focus()
  }
  useCommands([
    {
      id: 'guidelines.edit',
      title: 'Edit guidelines',
      keys: ['E'],
      scope,
      when: !readOnly && !editing,
      run: () => setEditing(true)
    },
    { id: 'guidelines.close', title: 'Close guidelines', keys: ['Escape'], scope, when: !editing, run: close }
  ])
  const text = useRef<HTMLElement>(null)
  useEffect(() => {
    if (!editing) text.current?.focus()
  }, [editing])
  const stop = () => setEditing(false)
  return (
    <div className={styles.panel} data-scope={scope}>
      <div className={styles.head}>
        <h2 className="heading">Guidelines</h2>
        <span className={styles.actions}>
          <Button variant="quiet" size="small" command="guidelines.edit">
            Edit
          </Button>
          <Button variant="quiet" size="small" command="label.guidelines">
            Close
          </Button>
        </span>
      </div>
      {editing && guidelines !== undefined ? (
        <GuidelinesEditor project={project} text={guidelines} onClose={stop} />
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keyboard
        <section ref={text} className={styles.text} aria-label="Text of the guidelines" tabIndex={0}>
          {guidelines ? (
            <Markdown text={guidelines} />
          ) : (
            <p className={styles.none}>
              {readOnly ? 'none written' : 'Nothing is written yet. Press E to write what labels of this project should say.'}
            </p>
          )}
        </section>
      )}
    </div>
  )
}

interface GuidelinesEditorProps {
  project: string
  text: string
  onClose: () => void
}

function GuidelinesEditor({ project, text: stored, onClose }: GuidelinesEditorProps) {
  const [text, setText] = useState(stored)
  const latest = useRef({ text: stored, saved: stored })
  latest.current.text = text
  /** What is typed until the editor is left is one step of undo. */
  const [group] = useState(() => crypto.randomUUID())
  const isLong = text.length > annotationLimits.guidelines
  const save = () => {
    const { text: now, saved } = latest.current
    if (now === saved || now.length > annotationLimits.guidelines) return
    latest.current.saved = now
    client()
      .call('annotation.setGuide', { project, guide: { guidelines: now }, group })
      .catch(toastError)
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: a pause after each change of the text
  useEffect(() => {
    const timer = setTimeout(save, pauseMs)
    return () => clearTimeout(timer)
  }, [text])
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when it is left for good
  useEffect(() => save, [])
  return (
    <>
      <div className={styles.editor}>
        <CodeEditor
          value={text}
          language="markdown"
          onChange={setText}
          onEscape={() => {
            save()
            onClose()
          }}
          ariaLabel="Guidelines in Markdown"
          autoFocus
        />
      </div>
      {isLong && (
        <p className={styles.tooLong} role="alert">
          {formatCount(text.length)} characters; at most {formatCount(annotationLimits.guidelines)} can be saved.
        </p>
      )}
    </>
  )
}
