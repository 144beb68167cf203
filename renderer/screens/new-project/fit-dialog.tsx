/** Does the dictionary of a run fit a file that it was not trained on? The file and run are chosen, the report is words and numbers. */
import { useState } from 'react'
import type { Run } from '../../../contract/records/run'
import { type CallState, useOneCall } from '../../app/engine/use-one-call'
import { FileField } from '../../app/project/file-field'
import { FormDialog } from '../../widgets/dialog/form-dialog'
import { TextField } from '../../widgets/field'
import { Select } from '../../widgets/select'
import { WorkLine } from '../../widgets/work-line'
import styles from './fit-dialog.module.css'
import { FitFindings } from './fit-findings'

export interface FitDialogProps {
  project: string
  /** Those with a checkpoint. */
  runs: readonly Run[]
  onClose: () => void
}

export function FitDialog({ project, runs, onClose }: FitDialogProps) {
  const [path, setPath] = useState('')
  const [array, setArray] = useState('')
  const [wanted, setWanted] = useState<string>()
  const { id: run = '', name = '' } = runs.find(({ id }) => id === wanted) ?? runs.at(-1) ?? {}
  const { state, begin } = useOneCall('datasets.fit')
  const ready = path.trim() !== '' && run !== '' && state.kind !== 'busy'
  const start = () => {
    const source = { path: path.trim(), ...(array.trim() !== '' && { array: array.trim() }) }
    if (ready) void begin({ project, run, source })
  }
  return (
    <FormDialog
      title="Check a file against a run"
      width={560}
      onClose={onClose}
      closeWords="Close"
      submitWords="Check"
      canSubmit={ready}
      onSubmit={start}
      below={<Outcome state={state} run={name} />}
    >
      <p>Encodes up to 4,096 rows of the file and compares them with what the run learned. Nothing is changed.</p>
      <FileField label="Activation file" placeholder="/data/other.npy" path={path} onChange={setPath} onEnter={start} />
      <div className={styles.pair}>
        <TextField
          label="Array or layout"
          mono
          placeholder="where the file has several"
          value={array}
          onChange={setArray}
          onEnter={start}
        />
        <Select
          label="Run"
          value={run}
          options={runs.map(({ id, name }) => ({ value: id, label: name }))}
          onChange={setWanted}
          hint={runs.length === 0 ? 'No run has a checkpoint yet: train one first.' : undefined}
        />
      </div>
    </FormDialog>
  )
}

function Outcome({ state, run }: { state: CallState<'datasets.fit'>; run: string }) {
  return (
    <div aria-live="polite" className={styles.outcome}>
      {state.kind === 'busy' && (
        <WorkLine label="Checking" share={0}>
          Checking…
        </WorkLine>
      )}
      {state.kind === 'failed' && (
        <p className={styles.failed}>
          {state.error.message} {state.error.hint}
        </p>
      )}
      {state.kind === 'done' && <FitFindings report={state.result} run={run} />}
    </div>
  )
}
