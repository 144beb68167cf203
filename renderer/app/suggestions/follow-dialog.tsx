/** Labels of another run: a small form, progress, then how many followed and a way to take the best of them at once. */
import { useState } from 'react'
import type { Run } from '../../../contract/records/run'
import { Button } from '../../widgets/button'
import { Dialog } from '../../widgets/dialog/dialog'
import { TextField } from '../../widgets/field'
import { formatCount } from '../../widgets/format'
import { ProgressBar } from '../../widgets/progress-bar'
import { Segment } from '../../widgets/segment'
import { Select } from '../../widgets/select'
import { useCommands } from '../commands/commands'
import { useProject, useRuns } from '../project/current'
import styles from './follow-dialog.module.css'
import { FollowOutcome } from './follow-outcome'
import { endFollow, useFollowRequest } from './follow-request'
import { type FollowBy, type FollowForm, followParams, followStart, numberFrom } from './follow-words'
import { type Follow, useFollow } from './use-follow'

/** Nothing while nobody asks. */
export function FollowDialogHost() {
  const { run: wanted, from } = useFollowRequest()
  const project = useProject()
  const runs = useRuns() ?? []
  const run = runs.find(({ id }) => id === wanted)
  if (!project || !run) return null
  const others = runs.filter((other) => other.id !== run.id && other.analysis)
  return <FollowDialog key={run.id} project={project.id} run={run} others={others} from={from} />
}

interface FollowDialogProps {
  project: string
  run: Run
  others: readonly Run[]
  from: string | undefined
}

const scope = 'follow'

function FollowDialog({ project, run, others, from }: FollowDialogProps) {
  const first = others.find(({ id }) => id === from) ?? others[0]
  const [form, setForm] = useState<FollowForm>({ ...followStart, from: first?.id ?? '' })
  const follow = useFollow()
  const isBusy = follow.state.kind === 'busy'
  const params = followParams(project, run.id, form)
  const ready = params !== undefined && !isBusy && run.analysis !== undefined
  const start = () => {
    if (ready) follow.start(params)
  }
  useCommands([
    { id: 'follow.start', title: 'Bring labels', keys: ['Mod+Enter'], scope, when: ready, run: start },
    { id: 'follow.cancel', title: 'Stop bringing labels', keys: ['Mod+.'], scope, when: isBusy, run: follow.cancel }
  ])
  return (
    <Dialog
      title={`Bring labels to ${run.name}`}
      width={520}
      onClose={endFollow}
      actions={
        <span className={styles.buttons} data-scope={scope}>
          <Button onClick={endFollow} keys="Escape">
            Close
          </Button>
          {isBusy && <Button command="follow.cancel">Cancel</Button>}
          <Button variant={follow.state.kind === 'done' ? 'default' : 'primary'} command="follow.start">
            Bring labels
          </Button>
        </span>
      }
    >
      <div className={styles.form} data-scope={scope}>
        <p>
          Each label of the other run goes to the feature here that is its match, as a suggestion with the similarity. No label of{' '}
          {run.name} is changed.
        </p>
        {others.length === 0 ? (
          <p className={styles.failed}>There is no other analyzed run whose labels could follow.</p>
        ) : (
          <Fields form={form} others={others} onChange={(part) => setForm({ ...form, ...part })} onEnter={start} />
        )}
        {!run.analysis && <p className={styles.failed}>{run.name} is not analyzed yet: its features are not known.</p>}
      </div>
      <Outcome project={project} run={run} from={form.from} follow={follow} />
    </Dialog>
  )
}

interface FieldsProps {
  form: FollowForm
  others: readonly Run[]
  onChange: (part: Partial<FollowForm>) => void
  onEnter: () => void
}

function Fields({ form, others, onChange, onEnter }: FieldsProps) {
  return (
    <>
      <Select
        label="Labels of"
        value={form.from}
        options={others.map(({ id, name }) => ({ value: id, label: name }))}
        onChange={(from) => onChange({ from })}
      />
      <Segment<FollowBy>
        label="Matched by"
        value={form.by}
        onChange={(by) => onChange({ by })}
        options={[
          { value: 'both', label: 'Cosine, then co-firing' },
          { value: 'decoder-cosine', label: 'Cosine' },
          { value: 'activation-correlation', label: 'Co-firing' }
        ]}
      />
      <div className={styles.pair}>
        {form.by !== 'activation-correlation' && (
          <Least label="Decoder cosine from" value={form.cosine} onChange={(cosine) => onChange({ cosine })} onEnter={onEnter} />
        )}
        {form.by !== 'decoder-cosine' && (
          <Least
            label="Correlation of activations from"
            value={form.correlation}
            onChange={(correlation) => onChange({ correlation })}
            onEnter={onEnter}
          />
        )}
      </div>
    </>
  )
}

interface LeastProps {
  label: string
  value: string
  onChange: (text: string) => void
  onEnter: () => void
}

function Least({ value, ...rest }: LeastProps) {
  return (
    <TextField
      mono
      inputMode="decimal"
      value={value}
      {...(numberFrom(value) === undefined ? { error: 'A number from 0 to 1.' } : {})}
      {...rest}
    />
  )
}

/** Nothing, progress, what went wrong, or what came of it. */
function Outcome({ project, run, from, follow: { state } }: { project: string; run: Run; from: string; follow: Follow }) {
  return (
    <div aria-live="polite" className={styles.outcome}>
      {state.kind === 'busy' && (
        <p className={styles.work}>
          <ProgressBar
            label="Matching"
            value={state.progress ? state.progress.done / Math.max(1, state.progress.total) : 0}
            width={160}
          />
          {state.progress
            ? `${state.progress.note ?? 'Matching'}, ${formatCount(state.progress.done)} of ${formatCount(state.progress.total)} ${state.progress.unit}`
            : 'Looking for a comparison of the two runs'}
        </p>
      )}
      {state.kind === 'failed' && (
        <p className={state.error.code === 'cancelled' ? undefined : styles.failed}>
          {state.error.code === 'cancelled'
            ? 'Stopped; nothing was brought.'
            : `${state.error.message}. ${state.error.hint ?? ''}`}
        </p>
      )}
      {state.kind === 'done' && <FollowOutcome project={project} run={run.id} from={from} report={state.report} />}
    </div>
  )
}
