/** The reconstructions of all rows written to a folder: a small form, then progress, then a receipt. */
import { type ReactNode, useState } from 'react'
import type { Run } from '../../../contract/records/run'
import { useAct } from '../../app/engine/queries'
import { host, isElectron } from '../../app/host'
import { CitedNumber } from '../../app/numbers/cited-number'
import { studySource } from '../../app/numbers/figure'
import { FileField } from '../../app/project/file-field'
import { type AnsweredStudy, type StudyView, useStudy } from '../../app/studies/use-study'
import { useStudyProgress } from '../../app/studies/use-study-progress'
import { Button } from '../../widgets/button'
import { FormDialog } from '../../widgets/dialog/form-dialog'
import { TextField } from '../../widgets/field'
import { Receipt } from '../../widgets/receipt'
import { Segment } from '../../widgets/segment'
import { WorkLine } from '../../widgets/work-line'
import styles from './denoise.module.css'
import { type DenoiseForm, type DenoiseQuestion, denoiseQuestion, receiptFigures, receiptLines } from './denoise-words'

export interface DenoiseDialogProps {
  project: string
  /** The analyzed one whose rows are written. */
  run: Run
  onClose: () => void
}

const empty: DenoiseForm = { folder: '', format: 'npy', clean: '', array: '' }

export function DenoiseDialog({ project, run, onClose }: DenoiseDialogProps) {
  const [form, setForm] = useState(empty)
  const [question, setQuestion] = useState<DenoiseQuestion>()
  const view = useStudy({ project, run: run.id }, question)
  const begin = useAct('studies.start')
  const cancel = useAct('jobs.cancel')
  const job = view.latest?.state === 'running' ? view.latest.job : undefined
  const isBusy = begin.isPending || job !== undefined
  const ready = form.folder.trim() !== '' && !isBusy && run.analysis !== undefined
  const start = () => {
    if (!ready) return
    const next = denoiseQuestion(form)
    setQuestion(next)
    begin.mutate({ project, run: run.id, question: next, fresh: false })
  }
  const { answer } = view.answered ?? {}
  return (
    <FormDialog
      title={`Write denoised activations of ${run.name}`}
      width={560}
      onClose={onClose}
      closeWords="Close"
      more={
        <>
          {job !== undefined && (
            <Button disabled={cancel.isPending} onClick={() => cancel.mutate({ job })}>
              Cancel
            </Button>
          )}
          {answer && isElectron() && <Button onClick={() => void host().showInFolder(answer.folder)}>Show in folder</Button>}
        </>
      }
      submitWords="Write"
      canSubmit={ready}
      onSubmit={start}
      below={<Outcome run={run} view={view} job={job} error={begin.error ?? undefined} />}
    >
      <Fields form={form} onChange={(part) => setForm({ ...form, ...part })} onEnter={start} name={run.name} />
      {!run.analysis && <p className={styles.failed}>The run is not analyzed yet: its reconstructions are not known.</p>}
    </FormDialog>
  )
}

interface FieldsProps {
  form: DenoiseForm
  name: string
  onChange: (part: Partial<DenoiseForm>) => void
  onEnter: () => void
}

function Fields({ form, name, onChange, onEnter }: FieldsProps) {
  return (
    <>
      <p>Writes what the dictionary makes of every analyzed row: its reconstruction, without what no feature stands for.</p>
      <FileField
        label="New folder"
        placeholder="/data/denoised"
        purpose={{ saveAs: `${name}-denoised` }}
        path={form.folder}
        onChange={(folder) => onChange({ folder })}
        onEnter={onEnter}
      />
      <Segment<DenoiseForm['format']>
        label="Format"
        value={form.format}
        onChange={(format) => onChange({ format })}
        options={[
          { value: 'npy', label: 'npy' },
          { value: 'safetensors', label: 'safetensors' }
        ]}
      />
      <FileField
        label="Clean rows"
        placeholder="optional, for the signal-to-noise ratio"
        path={form.clean}
        onChange={(clean) => onChange({ clean })}
        onEnter={onEnter}
      />
      <TextField
        label="Clean array"
        mono
        placeholder="where the file has several"
        value={form.array}
        onChange={(array) => onChange({ array })}
        onEnter={onEnter}
      />
    </>
  )
}

interface OutcomeProps {
  run: Run
  view: StudyView<'denoise'>
  job: string | undefined
  error: Error | undefined
}

/** Nothing, progress, what went wrong, or the receipt. */
function Outcome({ run, view, job, error }: OutcomeProps) {
  const { share, words } = useStudyProgress(job)
  const failed = view.latest?.state === 'failed' ? view.latest.error : undefined
  const ended = view.latest?.state === 'cancelled' ? 'It was stopped; nothing was left in the folder.' : undefined
  return (
    <div aria-live="polite" className={styles.outcome}>
      {job !== undefined && (
        <WorkLine label="Writing" share={share}>
          {words}
        </WorkLine>
      )}
      {(failed || error || ended) && (
        <p className={styles.failed}>{failed ? `${failed.message} ${failed.hint ?? ''}` : (error?.message ?? ended)}</p>
      )}
      {view.answered && <Receipt label="Receipt of the denoised activations" lines={linesOf(view.answered, run)} mono />}
    </div>
  )
}

function linesOf({ answer, study }: AnsweredStudy<'denoise'>, run: Run): [string, ReactNode][] {
  const measures = receiptFigures(answer, studySource(run, study))
  return [
    ...receiptLines(answer),
    ...measures.map((figure): [string, ReactNode] => [figure.name, <CitedNumber key={figure.name} figure={figure} />])
  ]
}
