/** A new run: what it is made of, as a form and as the same in JSON, beside what it will cost and the runs nearest to it. */
import { useState } from 'react'
import type { Run } from '../../../../contract/records/run'
import type { LoupeError } from '../../../../contract/wire/errors'
import { useCall } from '../../../app/engine/queries'
import { Screen } from '../../../app/layout/screen'
import { Button } from '../../../widgets/button'
import { Failed } from '../../../widgets/empty'
import { formatCount } from '../../../widgets/format'
import { Head } from '../../../widgets/head'
import { Icon } from '../../../widgets/icon/icon'
import { Skeleton } from '../../../widgets/skeleton'
import type { RunsPlace } from '../runs-place'
import { RunsSidebar } from '../runs-sidebar'
import { useRunsView } from '../runs-view'
import { isReady } from './config-draft'
import { EstimatePanel } from './estimate-panel'
import { JsonSide } from './json-side'
import styles from './new-run.module.css'
import { useNewRunCommands, usePresetCommands } from './new-run-commands'
import { NewRunForm } from './new-run-form'
import { PresetDialog } from './preset-dialog'
import { SweepForm } from './sweep-form'
import { noSweep, readSweep, type SweepDraft } from './sweep-plan'
import { type Template, useConfigDraft } from './use-config-draft'
import { useEstimate } from './use-estimate'
import { usePlanned } from './use-planned'
import { useStart } from './use-start'

export function NewRun(place: RunsPlace & { run: Run | undefined }) {
  const { project, runs } = place
  const template = useTemplate(runs)
  const [dataset, setDataset] = useState(template?.run.dataset ?? project.datasets[0]?.id)
  const [name, setName] = useState('')
  const [sweep, setSweep] = useState<SweepDraft>(noSweep)
  const state = useConfigDraft(project.id, dataset, template)
  const { draft } = state
  const isBusy = useIsBusy()
  const measured = useEstimate(project.id, dataset, draft && isReady(draft) ? draft.config : null, isBusy)
  const reading = draft ? readSweep(draft, sweep) : { count: 0, problems: [] }
  const plans = usePlanned(project.id, dataset, reading.plan)
  const start = useStart({ project: project.id, dataset, name, state, sweep, reading, measured, planned: plans.planned })
  const canLeave = runs.length > 0
  useNewRunCommands(start, canLeave)
  const [isNaming, setNaming] = useState(false)
  usePresetCommands(draft?.config, () => setNaming(true))
  const data = project.datasets.find((other) => other.id === dataset)
  const count = sweep.axes.length > 0 ? reading.count : 1
  return (
    <Screen
      scope="form"
      head={<NewRunHead template={template} isFirst={runs.length === 0} canLeave={canLeave} count={count} />}
      sidebar={<RunsSidebar {...place} />}
      sidebarLabel="Runs"
      panel={draft && data && <EstimatePanel config={draft.config} {...{ data, runs, measured, count, isBusy }} />}
      panelWidth={296}
      panelLabel="Estimate"
      mainLabel="Form"
    >
      <General error={start.general} />
      {state.error && <Failed error={state.error} actions={<Button onClick={state.retry}>Try again</Button>} />}
      {!draft && !state.error && <Skeleton rows={10} rowHeight={28} />}
      {draft && data && (
        <div className={styles.sides}>
          <div className={styles.formSide}>
            <NewRunForm {...{ state, project, data, runs, name }} onDataset={setDataset} onName={setName} errors={start.errors} />
            <SweepForm {...{ draft, sweep, reading }} {...plans} onSweep={setSweep} />
          </div>
          <JsonSide state={state} />
        </div>
      )}
      {isNaming && draft && state.standard && (
        <PresetDialog draft={draft} standard={state.standard} onClose={() => setNaming(false)} />
      )}
    </Screen>
  )
}

function useTemplate(runs: readonly Run[]): Template | undefined {
  const { template: id, startFrom } = useRunsView()
  const run = runs.find((other) => other.id === id)
  return run && { run, startFrom: startFrom ?? undefined }
}

/** Something trains or is analyzed: a probe would measure half a machine, and slow the other down. */
function useIsBusy(): boolean {
  const { data: jobs } = useCall('jobs.list', {})
  return (jobs ?? []).some((job) => job.state === 'running')
}

interface NewRunHeadProps {
  template: Template | undefined
  isFirst: boolean
  canLeave: boolean
  count: number
}

function NewRunHead({ template, isFirst, canLeave, count }: NewRunHeadProps) {
  return (
    <Head
      title="New run"
      detail={detailOf(template, isFirst)}
      actions={
        <>
          {canLeave && (
            <Button variant="quiet" command="run.leave">
              Cancel
            </Button>
          )}
          <Button variant="primary" command="run.start" size="large">
            {count > 1 ? `Start ${formatCount(count)} runs` : 'Start training'}
          </Button>
        </>
      }
    />
  )
}

function detailOf(template: Template | undefined, isFirst: boolean): string | undefined {
  if (template?.startFrom) return `from the weights of ${template.run.name}, step ${formatCount(template.startFrom.step)}`
  if (template) return `like ${template.run.name}`
  return isFirst ? 'the first of this project' : undefined
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
