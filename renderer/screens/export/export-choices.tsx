/** Left: which weights, which features' labels, which fields, which format, where to. */
import type { LabelStatus } from '../../../contract/records/label'
import type { Project } from '../../../contract/records/project'
import type { Run } from '../../../contract/records/run'
import { useCall } from '../../app/engine/queries'
import { ViewChoice } from '../../app/features/view-choice'
import { replacePlace } from '../../app/session'
import { Button } from '../../widgets/button'
import { Checkbox } from '../../widgets/checkbox'
import { TextField } from '../../widgets/field'
import { formatCount } from '../../widgets/format'
import { SideSection } from '../../widgets/panel'
import { Select } from '../../widgets/select'
import { StatusGlyph, statusWords } from '../../widgets/status-glyph'
import styles from './export.module.css'
import { statusOrder, takeView, toggleStatus, useExportView } from './export-view'
import { FormatChoices, NameChoices } from './format-choices'
import type { ExportActions } from './use-export-actions'

export interface ExportChoicesProps {
  /** What is wrong with the filter. */
  filterError: string | undefined
  /** Features that the filter and their states leave, as far as it is known. */
  listed: number | undefined
  project: Project
  runs: Run[]
  run: Run
  step: number
  onStep(step: number): void
  actions: ExportActions
}

export function ExportChoices(props: ExportChoicesProps) {
  const { project, runs, run, step, onStep, actions, filterError, listed } = props
  const { notes, examples } = useExportView()
  const choices = runs.flatMap((other) =>
    [...other.checkpoints]
      .sort((a, b) => b.step - a.step)
      .map((checkpoint) => ({
        value: `${other.id} ${checkpoint.step}`,
        label: `${other.name}, step ${formatCount(checkpoint.step)}`
      }))
  )
  const choose = (value: string) => {
    const [id, chosenStep] = value.split(' ')
    if (id !== run.id) replacePlace({ run: id })
    onStep(Number(chosenStep))
  }
  return (
    <>
      <FormatChoices />
      <SideSection title="Run">
        <Select aria-label="Run and step" value={`${run.id} ${step}`} onChange={choose} options={choices} />
      </SideSection>
      <Statuses project={project} run={run} filterError={filterError} listed={listed} />
      <SideSection title="Fields">
        <div className={styles.twoColumns}>
          <Checkbox checked disabled onChange={() => undefined}>
            label
          </Checkbox>
          <Checkbox checked disabled onChange={() => undefined}>
            tags
          </Checkbox>
          <Checkbox checked={notes} onChange={(value) => useExportView.setState({ notes: value })}>
            notes
          </Checkbox>
          <Checkbox checked={examples} onChange={(value) => useExportView.setState({ examples: value })}>
            top examples
          </Checkbox>
        </div>
      </SideSection>
      <NameChoices />
      <Folder actions={actions} />
    </>
  )
}

type StatusesProps = Pick<ExportChoicesProps, 'project' | 'run' | 'filterError' | 'listed'>

function Statuses({ project, run, filterError, listed }: StatusesProps) {
  const { statuses, filter, as } = useExportView()
  const { data } = useCall('labels.progress', { project: project.id, run: run.id }, { enabled: run.analysis !== undefined })
  const counts: Record<LabelStatus, number | undefined> = {
    labeled: data?.labeled,
    'not-interpretable': data?.notInterpretable,
    draft: data?.draft,
    flagged: data?.flagged,
    later: data?.later,
    pending: data?.pending
  }
  const chosen = listed ?? statuses.reduce((sum, status) => sum + (counts[status] ?? 0), 0)
  return (
    <SideSection title="Features" count={data && `${formatCount(chosen)} of ${formatCount(data.total)}`}>
      <div className={styles.statuses}>
        {statusOrder.map((status) => (
          <div key={status} className={styles.status}>
            <Checkbox checked={statuses.includes(status)} disabled={!run.analysis} onChange={() => toggleStatus(status)}>
              <span className={styles.statusWords}>
                <StatusGlyph status={status} />
                {statusWords[status]}
              </span>
            </Checkbox>
            <span className={styles.statusCount}>{formatCount(counts[status])}</span>
          </div>
        ))}
      </div>
      <ViewChoice
        project={project.id}
        disabled={!run.analysis}
        chosen={(view) => view.filter === filter.trim() && (view.statuses ?? statusOrder).length === statuses.length}
        onChoose={takeView}
      />
      <TextField
        aria-label="Filter of the features"
        mono
        disabled={!run.analysis}
        placeholder="density<1e-4 tag:x words"
        value={filter}
        onChange={(value) => useExportView.setState({ filter: value })}
        error={filterError}
      />
      <p className={styles.hint}>
        {run.analysis
          ? as === 'labeled'
            ? 'Listed in the label files; the weights are always whole.'
            : 'Only these features are written.'
          : 'The run is not analyzed, so there are no labels to write.'}
      </p>
    </SideSection>
  )
}

function Folder({ actions }: { actions: ExportActions }) {
  const error = actions.writeError && actions.writeError.code !== 'cancelled' ? actions.writeError : null
  return (
    <SideSection title="Folder">
      <div className={styles.folder}>
        <TextField
          aria-label="Folder to write"
          mono
          value={actions.folder}
          onChange={actions.setFolder}
          title={actions.folder}
          hint="new or empty; written whole or not at all"
          error={error ? [error.message, error.hint, error.place].filter(Boolean).join(' ') : undefined}
        />
        {actions.canShowFolder && (
          <Button size="small" command="export.folder">
            Choose…
          </Button>
        )}
      </div>
    </SideSection>
  )
}
