/** The labels of one annotator, or of the project, to a file that another project or another person's Loupe reads. */
import { useState } from 'react'
import { errorRecordFrom } from '../../../contract/wire/errors'
import { FormDialog } from '../../widgets/dialog/form-dialog'
import { formatPlural } from '../../widgets/format'
import { Select } from '../../widgets/select'
import { toast } from '../../widgets/toast/toast-store'
import { useAct, useCall } from '../engine/queries'
import { FileField } from '../project/file-field'
import { authorOf, authorOptions, choiceOf } from './author-options'
import type { LabelFileProps } from './import-labels'
import { Problem } from './problem'
import { useWho } from './who'

export function ExportLabels({ project, run, onClose }: LabelFileProps) {
  const scope = { project, run: run.id }
  const annotators = useCall('annotators.list', scope).data ?? []
  const who = useWho()
  const [chosen, setChosen] = useState<string>()
  const [path, setPath] = useState('')
  const own = annotators.some(({ author }) => author === who) ? who : undefined
  const choice = chosen ?? choiceOf(own ?? null)
  const author = authorOf(choice)
  const writing = useAct('annotators.export', {
    quiet: true,
    onDone: (written) => {
      onClose()
      toast({ tone: 'ok', text: `${formatPlural(written.labels, 'label')} of ${written.author} written`, detail: written.path })
    }
  })
  const isThere = writing.error !== null && errorRecordFrom(writing.error).code === 'exists'
  const ready = path.trim() !== '' && !writing.isPending
  const start = () => ready && writing.mutate({ ...scope, author, path: path.trim(), overwrite: isThere })
  return (
    <FormDialog
      title={`Export labels of ${run.name}`}
      width={560}
      onClose={onClose}
      submitWords={isThere ? 'Replace the file' : 'Export'}
      canSubmit={ready}
      onSubmit={start}
    >
      <Select
        label="Whose labels"
        autoFocus
        options={authorOptions(annotators)}
        value={choice}
        onChange={setChosen}
        hint="Final versions of a review are labels of the project."
      />
      <FileField
        label="File"
        placeholder="/data/labels.jsonl"
        purpose={{ saveAs: `${run.name}-${author ?? 'project'}.labels.jsonl` }}
        path={path}
        onChange={setPath}
        onEnter={start}
      />
      <Problem error={writing.error} />
    </FormDialog>
  )
}
