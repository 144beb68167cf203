/** The last part of the form: one run, or many over values of some fields. */
import type { PlannedRun } from '../../../../contract/records/run-group'
import { Button } from '../../../widgets/button'
import { Checkbox } from '../../../widgets/checkbox'
import { Chip } from '../../../widgets/chip'
import { Field, TextField } from '../../../widgets/field'
import { formatPlural } from '../../../widgets/format'
import { Icon } from '../../../widgets/icon/icon'
import { Segment } from '../../../widgets/segment'
import { Select } from '../../../widgets/select'
import { fieldOf } from '../config-fields'
import type { ConfigKey } from '../fields/field'
import type { ConfigDraft } from './config-draft'
import styles from './new-run.module.css'
import { axisFor, freeFields, type SweepAxis, type SweepDraft, type SweepReading, toggleValue } from './sweep-plan'

export interface SweepFormProps {
  draft: ConfigDraft
  sweep: SweepDraft
  reading: SweepReading
  /** What the engine makes of it. */
  planned?: readonly PlannedRun[]
  /** Why the plan is refused as a whole. */
  refusal?: string
  onSweep(sweep: SweepDraft): void
}

/** Planned runs that are listed. */
const mostListed = 12

export function SweepForm({ draft, sweep, reading, planned, refusal, onSweep }: SweepFormProps) {
  const change = (at: number, axis: SweepAxis) => onSweep({ ...sweep, axes: sweep.axes.map((own, i) => (i === at ? axis : own)) })
  const remove = (at: number) => onSweep({ ...sweep, axes: sweep.axes.filter((_, i) => i !== at) })
  return (
    <section className={styles.sweep} aria-label="Sweep">
      <div className={styles.sweepHead}>
        <h2 className="heading">Sweep</h2>
        <span className={styles.note}>
          {sweep.axes.length === 0 ? 'one run; add a field to train several' : countText(reading, planned)}
        </span>
        <span className={styles.sweepAdd}>
          <AddField
            draft={draft}
            sweep={sweep}
            onAdd={(key) => onSweep({ ...sweep, axes: [...sweep.axes, axisFor(draft, key)] })}
          />
        </span>
      </div>
      {sweep.axes.map((axis, i) => (
        <AxisLine
          key={axis.key}
          axis={axis}
          problem={reading.problems[i]}
          onChange={(next) => change(i, next)}
          onRemove={() => remove(i)}
        />
      ))}
      {sweep.axes.length > 0 && <Ways sweep={sweep} onSweep={onSweep} />}
      {refusal && (
        <p className={styles.problem} role="alert">
          <Icon name="error" size={14} />
          <span>{refusal}</span>
        </p>
      )}
      {planned && sweep.axes.length > 0 && <Planned planned={planned} />}
    </section>
  )
}

function AddField({ draft, sweep, onAdd }: { draft: ConfigDraft; sweep: SweepDraft; onAdd(key: ConfigKey): void }) {
  const options = freeFields(draft, sweep).map((key) => ({ value: key as string, label: fieldOf(key).label }))
  return (
    <Select
      quiet
      aria-label="Add a field to the sweep"
      value=""
      onChange={(key) => onAdd(key as ConfigKey)}
      options={[{ value: '', label: 'Add field…', disabled: true }, ...options]}
    />
  )
}

interface AxisLineProps {
  axis: SweepAxis
  problem: string | undefined
  onChange(axis: SweepAxis): void
  onRemove(): void
}

function AxisLine({ axis, problem, onChange, onRemove }: AxisLineProps) {
  const field = fieldOf(axis.key)
  const chosen = axis.text.split(' ')
  return (
    <div className={styles.axis}>
      <span className={styles.axisName}>{field.label}</span>
      {field.words ? (
        <Field label="" error={problem}>
          <span className={styles.axisChips}>
            {Object.entries(field.words).map(([value, label]) => (
              <Chip key={value} chosen={chosen.includes(value)} onToggle={() => onChange(toggleValue(axis, value))}>
                {label}
              </Chip>
            ))}
          </span>
        </Field>
      ) : (
        <TextField
          mono
          aria-label={`Values of ${field.label}`}
          placeholder={field.kind === 'list' ? '512, 1024; 256, 1024' : 'values with commas between'}
          value={axis.text}
          error={problem}
          onChange={(text) => onChange({ ...axis, text })}
        />
      )}
      <Button variant="quiet" size="small" icon="close" aria-label={`Leave ${field.label} out of the sweep`} onClick={onRemove} />
    </div>
  )
}

function Ways({ sweep, onSweep }: Pick<SweepFormProps, 'sweep' | 'onSweep'>) {
  return (
    <div className={styles.ways}>
      {sweep.axes.length > 1 && (
        <Segment
          label="How values are combined"
          value={sweep.mode}
          onChange={(mode) => onSweep({ ...sweep, mode })}
          options={[
            { value: 'grid', label: 'every combination', title: 'Each value of one field with each of the others' },
            { value: 'list', label: 'side by side', title: 'The first of each together, then the second' }
          ]}
        />
      )}
      <span className={styles.parallel}>
        <label htmlFor="sweep-parallel" className={styles.note}>
          at the same time
        </label>
        <TextField
          id="sweep-parallel"
          mono
          inputMode="numeric"
          value={String(sweep.parallel)}
          onChange={(text) => onSweep({ ...sweep, parallel: Math.max(1, Math.min(64, Math.floor(Number(text)) || 1)) })}
        />
      </span>
      <Checkbox checked={sweep.share} onChange={(share) => onSweep({ ...sweep, share })}>
        read each batch once for all
      </Checkbox>
    </div>
  )
}

function Planned({ planned }: { planned: readonly PlannedRun[] }) {
  return (
    <ol className={styles.planned} aria-label="Runs of the sweep">
      {planned.slice(0, mostListed).map((run) => (
        <li key={run.name}>
          <span className="ellipsis mono">{run.name}</span>
          {run.problem && (
            <span className={styles.plannedProblem}>
              <Icon name="error" size={14} />
              <span className="ellipsis" title={run.problem.hint}>
                {run.problem.message}
              </span>
            </span>
          )}
        </li>
      ))}
      {planned.length > mostListed && <li className={styles.note}>and {planned.length - mostListed} more</li>}
    </ol>
  )
}

function countText({ count }: SweepReading, planned: readonly PlannedRun[] = []): string {
  const wrong = planned.filter((run) => run.problem).length
  if (count === 0) return 'not ready'
  return wrong === 0 ? formatPlural(count, 'run') : `${formatPlural(count, 'run')}, ${wrong} can not work`
}
