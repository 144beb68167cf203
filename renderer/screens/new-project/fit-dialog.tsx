/** Does the dictionary of a run fit a file that it was not trained on? The file and run are chosen, the report is words and numbers. */
import { useState } from 'react'
import type { Run } from '../../../contract/records/run'
import { useOneCall } from '../../app/engine/use-one-call'
import { FileField } from '../../app/project/file-field'
import { Button } from '../../widgets/button'
import { Dialog } from '../../widgets/dialog/dialog'
import { TextField } from '../../widgets/field'
import { ProgressBar } from '../../widgets/progress-bar'
import { Select } from '../../widgets/select'
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
    <Dialog
      title="Check a file against a run"
      width={560}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose} keys="Escape">
            Close
          </Button>
          <Button variant="primary" disabled={!ready} onClick={start}>
            Check
          </Button>
        </>
      }
    >
      <div className={styles.form}>
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
      </div>
      <div aria-live="polite">
        {state.kind === 'busy' && (
          <p className={styles.work}>
            Checking… <ProgressBar label="Checking" value={0} width={96} />
          </p>
        )}
        {state.kind === 'failed' && (
          <p className={styles.failed}>
            {state.error.message} {state.error.hint}
          </p>
        )}
        {state.kind === 'done' && <FitFindings report={state.result} run={name} />}
      </div>
    </Dialog>
  )
}
