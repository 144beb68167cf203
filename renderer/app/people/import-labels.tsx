/** Labels of an annotator from a file: what would come in is told first, and nothing is replaced without a word. */
import { useState } from 'react'
import type { Run } from '../../../contract/records/run'
import { FormDialog } from '../../widgets/dialog/form-dialog'
import { TextField } from '../../widgets/field'
import { formatPlural } from '../../widgets/format'
import { Fact } from '../../widgets/panel'
import { toast } from '../../widgets/toast/toast-store'
import { useAct, useCall } from '../engine/queries'
import { markStale } from '../engine/query-client'
import { FileField } from '../project/file-field'
import { navigate } from '../session'
import { previewFacts, replaces, unknownWords } from './import-words'
import styles from './people.module.css'
import { Problem } from './problem'

export interface LabelFileProps {
  project: string
  run: Run
  onClose: () => void
}

export function ImportLabels({ project, run, onClose }: LabelFileProps) {
  const [path, setPath] = useState('')
  const [name, setName] = useState('')
  const author = name.trim()
  /** A file may have changed since it was looked at. */
  const choose = (file: string) => {
    markStale(['annotators.inspect'])
    setPath(file)
  }
  const given = { project, run: run.id, path: path.trim(), ...(author ? { author } : {}) }
  const preview = useCall('annotators.inspect', given, { enabled: given.path !== '', keepPrevious: true })
  const found = given.path !== '' && !preview.error && !preview.isPlaceholderData ? preview.data : undefined
  const adding = useAct('annotators.import', {
    quiet: true,
    onDone: (taken) => {
      onClose()
      const review = { label: 'Review', run: () => navigate('review') }
      toast({ tone: 'ok', text: `${formatPlural(taken.labels, 'label')} of ${taken.author} imported`, action: review })
    }
  })
  const unknown = found && unknownWords(found, run.name, run.config.dSae)
  const ready = found !== undefined && unknown === undefined && !adding.isPending
  const start = () => ready && adding.mutate({ ...given, replace: replaces(found) })
  return (
    <FormDialog
      title={`Import an annotator’s labels into ${run.name}`}
      width={560}
      onClose={onClose}
      submitWords={found && replaces(found) ? 'Import and replace' : 'Import'}
      canSubmit={ready}
      onSubmit={start}
    >
      <p>They come in beside the labels of the project, which stay as they are. Review goes through what differs.</p>
      <FileField label="File of labels" placeholder="/data/bea.jsonl" path={path} onChange={choose} onEnter={start} />
      <TextField
        label="Under the name"
        placeholder={found?.author ?? 'as in the file'}
        value={name}
        maxLength={80}
        onChange={setName}
        onEnter={start}
      />
      <div aria-live="polite">
        {found && previewFacts(found).map(([label, value]) => <Fact key={label} label={label} value={value} />)}
        {unknown && <p className={styles.failed}>{unknown}</p>}
        {found && replaces(found) && <p>Importing replaces what came from the earlier file; export it first to keep it.</p>}
      </div>
      <Problem error={given.path === '' ? undefined : (preview.error ?? adding.error)} />
    </FormDialog>
  )
}
