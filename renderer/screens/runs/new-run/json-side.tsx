/** The configuration as JSON beside the form: the same draft, both ways. */
import { architectureWords } from '../../../../contract/records/architecture-words'
import { CodeEditor } from '../../../widgets/code-editor/code-editor'
import { Icon } from '../../../widgets/icon/icon'
import { editJson } from './config-draft'
import { idleFields } from './config-json'
import { configSchema } from './config-schema'
import styles from './new-run.module.css'
import type { DraftState } from './use-config-draft'

export function JsonSide({ state }: { state: DraftState }) {
  const { draft } = state
  if (!draft) return null
  const idle = draft.jsonProblem === null ? idleFields(draft.config, draft.json) : []
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
      {idle.length > 0 && (
        <p className={styles.jsonIdle} role="status">
          <Icon name="warning" size={14} />
          <span>
            {architectureWords[draft.config.architecture]} has no use for {idle.map((key) => `“${key}”`).join(', ')} as it is set
            here: left out.
          </span>
        </p>
      )}
    </section>
  )
}
