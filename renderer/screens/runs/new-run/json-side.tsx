/** The configuration as JSON beside the form: the same draft, both ways. */
import { CodeEditor } from '../../../widgets/code-editor/code-editor'
import { Icon } from '../../../widgets/icon/icon'
import { editJson } from './config-draft'
import { configSchema } from './config-schema'
import styles from './new-run.module.css'
import type { DraftState } from './use-config-draft'

export function JsonSide({ state }: { state: DraftState }) {
  const { draft } = state
  if (!draft) return null
  return (
    <section className={styles.json} aria-label="The same as JSON">
      <div className={styles.jsonHead}>
        <h2 className="heading">The same as JSON</h2>
        <span className={styles.note}>both ways; Esc leaves</span>
      </div>
      <CodeEditor
        value={draft.json}
        language="json"
        ariaLabel="Configuration as JSON"
        schema={configSchema}
        onChange={(json) => state.setDraft(editJson(draft, json))}
      />
      {draft.jsonProblem && (
        <p className={styles.jsonProblem} role="alert">
          <Icon name="error" size={14} />
          <span>{draft.jsonProblem} The form keeps the last good values.</span>
        </p>
      )}
    </section>
  )
}
