/** The tags that the project has agreed on: name, color, key, description. A renamed tag is renamed on all labels. */
import { type KeyboardEvent, useState } from 'react'
import { annotationLimits } from '../../../contract/records/annotation'
import { errorRecordFrom } from '../../../contract/wire/errors'
import { Button } from '../../widgets/button'
import { FormDialog } from '../../widgets/dialog/form-dialog'
import { useAct, useCall } from '../engine/queries'
import { useTagKeys } from '../features/tag-keys'
import { useProject } from '../project/current'
import forms from './forms.module.css'
import type { AroundDialogProps } from './place'
import { draftFrom, problemsOf, savedFrom, type TagDraft, withNewTag } from './tag-draft'
import { TagRow } from './tag-row'
import styles from './tag-schema-dialog.module.css'

export function TagSchemaDialog({ place: { project }, onClose }: AroundDialogProps) {
  const guide = useCall('annotation.guide', { project }).data
  const used = useTagKeys(project)
  const [edited, setEdited] = useState<TagDraft[]>()
  const readOnly = useProject()?.readOnly ?? false
  const save = useAct('annotation.setGuide', { quiet: true, onDone: onClose })
  const draft =
    edited ??
    draftFrom(
      guide?.tags ?? [],
      used.map(({ tag }) => tag)
    )
  const problems = problemsOf(draft)
  const { tags, renamed } = savedFrom(draft)
  const counts = new Map(used.map(({ tag, count }) => [tag, count]))
  const change = (id: number, part: Partial<TagDraft>) =>
    setEdited(draft.map((tag) => (tag.id === id ? { ...tag, ...part } : tag)))
  const canSave = !readOnly && guide !== undefined && problems.size === 0 && !save.isPending
  const submit = () => {
    if (canSave) save.mutate({ project, guide: { tags }, renamed })
  }
  const add = () => setEdited(withNewTag(draft))
  const heard = (event: KeyboardEvent) => {
    if (!event.altKey || event.code !== 'KeyN') return
    add()
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <FormDialog
      title="Tags of the project"
      width={820}
      onClose={onClose}
      more={
        <Button keys="Alt+N" disabled={readOnly || draft.length >= annotationLimits.tags} onClick={add}>
          Add tag
        </Button>
      }
      submitWords="Save"
      canSubmit={canSave}
      onSubmit={submit}
      onKeyDown={heard}
    >
      <div className={styles.tags}>
        {draft.map((tag, index) => (
          <TagRow
            key={tag.id}
            tag={tag}
            count={counts.get(tag.from ?? '') ?? 0}
            problem={problems.get(tag.id)}
            isFirst={index === 0}
            isNew={tag.from === undefined && index === draft.length - 1}
            readOnly={readOnly}
            onChange={(part) => change(tag.id, part)}
            onRemove={() => setEdited(draft.filter(({ id }) => id !== tag.id))}
          />
        ))}
        <p className={forms.note} role="status">
          {save.error ? errorRecordFrom(save.error).message : wordsFor(guide?.tags.length, renamed.length)}
        </p>
      </div>
    </FormDialog>
  )
}

function wordsFor(agreed: number | undefined, renamed: number): string {
  if (agreed === 0) return 'These tags are in use or offered; saved, they are the tags of the project.'
  if (renamed > 0) return 'Renamed tags are renamed on every label; that can be undone.'
  return 'A tag that is removed here stays on the labels that have it.'
}
