/** A new run: what it is made of, as a form and as the same in JSON, beside what it will cost and the runs nearest to it. */
import { useState } from 'react'
import type { Run } from '../../../../contract/records/run'
import type { LoupeError } from '../../../../contract/wire/errors'
import { useCommands } from '../../../app/commands/commands'
import { useAct } from '../../../app/engine/queries'
import { Screen } from '../../../app/layout/screen'
import { navigate } from '../../../app/session'
import { Button } from '../../../widgets/button'
import { CodeEditor } from '../../../widgets/code-editor/code-editor'
import { Failed } from '../../../widgets/empty'
import { Head } from '../../../widgets/head'
import { Icon } from '../../../widgets/icon/icon'
import { Skeleton } from '../../../widgets/skeleton'
import { configFields } from '../config-fields'
import type { RunsPlace } from '../runs-place'
import { RunsSidebar } from '../runs-sidebar'
import { stopWriting, useRunsView } from '../runs-view'
import { editJson, isReady } from './config-draft'
import { configSchema } from './config-schema'
import { EstimatePanel } from './estimate-panel'
import styles from './new-run.module.css'
import { NewRunForm } from './new-run-form'
import { type DraftState, useConfigDraft } from './use-config-draft'

export function NewRun(place: RunsPlace & { run: Run | undefined }) {
  const { project, runs } = place
  const templateId = useRunsView((view) => view.template)
  const template = runs.find((run) => run.id === templateId)
  const [dataset, setDataset] = useState(template?.dataset ?? project.datasets[0]?.id)
  const [name, setName] = useState('')
  const state = useConfigDraft(project.id, dataset, template)
  const start = useStart(project.id, dataset, name, state)
  const canLeave = runs.length > 0
  useCommands([
    {
      id: 'run.start',
      title: 'Start the run',
      keys: ['!Mod+Enter'],
      scope: 'form',
      when: start.canStart,
      run: () => void start.run()
    },
    { id: 'run.leave', title: 'Leave the new run', keys: ['Escape'], scope: 'form', when: canLeave, run: stopWriting }
  ])
  const data = project.datasets.find((other) => other.id === dataset)
  return (
    <Screen
      scope="form"
      head={
        <Head
          title="New run"
          detail={template ? `from ${template.name}` : runs.length === 0 ? 'the first of this project' : undefined}
          actions={
            <>
              {canLeave && (
                <Button variant="quiet" command="run.leave">
                  Cancel
                </Button>
              )}
              <Button variant="primary" command="run.start" size="large">
                Start training
              </Button>
            </>
          }
        />
      }
      sidebar={<RunsSidebar {...place} />}
      sidebarLabel="Runs"
      panel={state.draft && data && <EstimatePanel config={state.draft.config} data={data} runs={runs} />}
      panelWidth={296}
      panelLabel="Estimate"
      mainLabel="Form"
    >
      <General error={start.general} />
      {state.error && <Failed error={state.error} actions={<Button onClick={state.retry}>Try again</Button>} />}
      {!state.draft && !state.error && <Skeleton rows={10} rowHeight={28} />}
      {state.draft && (
        <div className={styles.sides}>
          <NewRunForm
            state={state}
            project={project}
            dataset={dataset}
            onDataset={setDataset}
            name={name}
            onName={setName}
            errors={start.errors}
          />
          <JsonSide state={state} />
        </div>
      )}
    </Screen>
  )
}

function JsonSide({ state }: { state: DraftState }) {
  const { draft } = state
  if (!draft) return null
  return (
    <section className={styles.json} aria-label="The same as JSON">
      <div className={styles.jsonHead}>
        <h2 className="heading">The same as JSON</h2>
        <span className={styles.jsonHint}>both ways; Esc leaves</span>
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

function General({ error }: { error: LoupeError | null }) {
  if (!error) return null
  return (
    <div className={styles.general} role="alert">
      <Icon name="error" size={16} />
      <span>
        {error.message} {error.hint}
      </span>
    </div>
  )
}

/** Starting, and what the engine said against it: at the field where it names one, above the form otherwise. */
function useStart(project: string, dataset: string | undefined, name: string, state: DraftState) {
  const [refused, setRefused] = useState<{ error: LoupeError; config: unknown } | null>(null)
  const act = useAct('runs.start', {
    quiet: true,
    onDone: (run) => {
      stopWriting()
      navigate('runs', { run: run.id })
    }
  })
  const { draft } = state
  const isStale = refused?.config !== draft?.config
  const error = isStale ? null : (refused?.error ?? null)
  const isAtField = error?.code === 'config' && configFields.some((field) => field.key === error.place)
  return {
    canStart: draft !== null && isReady(draft) && !act.isPending,
    errors: isAtField && error?.place ? { [error.place]: [error.message, error.hint].filter(Boolean).join(' ') } : {},
    general: isAtField ? null : error,
    run: async () => {
      const config = (await state.settle())?.config
      if (!config) return
      const params = { project, dataset, name: name.trim() || undefined, config }
      act.mutate(params, { onError: (thrown) => setRefused({ error: thrown, config }) })
    }
  }
}
