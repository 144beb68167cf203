/** Labels of another run: a small form, progress, then how many followed and a way to take the best of them at once. */
import { useState } from 'react'
import type { Run } from '../../../contract/records/run'
import { Button } from '../../widgets/button'
import { Dialog } from '../../widgets/dialog/dialog'
import { FormFields } from '../../widgets/dialog/form-dialog'
import { useCommands } from '../commands/commands'
import { useOneCall } from '../engine/use-one-call'
import { useProject, useRuns } from '../project/current'
import styles from './follow-dialog.module.css'
import { FollowFields } from './follow-fields'
import { FollowOutcome } from './follow-outcome'
import { endFollow, useFollowRequest } from './follow-request'
import { type FollowForm, followParams, followStart } from './follow-words'

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
  const follow = useOneCall('labels.follow')
  const isBusy = follow.state.kind === 'busy'
  const params = followParams(project, run.id, form)
  const ready = params !== undefined && !isBusy && run.analysis !== undefined
  const start = () => {
    if (ready) void follow.begin(params)
  }
  useCommands([
    { id: 'follow.start', title: 'Bring labels', keys: ['Mod+Enter'], scope, when: ready, run: start },
    { id: 'follow.cancel', title: 'Stop bringing labels', keys: ['Mod+.'], scope, when: isBusy, run: follow.stop }
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
      <FormFields scope={scope}>
        <p>
          Each label of the other run goes to the feature here that is its match, as a suggestion with the similarity. No label of{' '}
          {run.name} is changed.
        </p>
        {others.length === 0 ? (
          <p className={styles.failed}>There is no other analyzed run whose labels could follow.</p>
        ) : (
          <FollowFields form={form} others={others} onChange={(part) => setForm({ ...form, ...part })} onEnter={start} />
        )}
        {!run.analysis && <p className={styles.failed}>{run.name} is not analyzed yet: its features are not known.</p>}
      </FormFields>
      <FollowOutcome project={project} run={run.id} from={form.from} state={follow.state} />
    </Dialog>
  )
}
