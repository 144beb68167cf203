/** The comments on a feature, and a field for one more. */
import { useState } from 'react'
import { annotationLimits } from '../../../contract/records/annotation'
import { errorRecordFrom } from '../../../contract/wire/errors'
import { Button } from '../../widgets/button'
import { Dialog } from '../../widgets/dialog/dialog'
import { FormFields } from '../../widgets/dialog/form-dialog'
import { TextArea } from '../../widgets/text-area'
import { useAct, useCall } from '../engine/queries'
import { useProject } from '../project/current'
import { CommentThread } from './comment-thread'
import styles from './forms.module.css'
import type { AroundDialogProps } from './place'

export function CommentsDialog({ place, feature, onClose }: AroundDialogProps & { feature: number }) {
  const [text, setText] = useState('')
  const readOnly = useProject()?.readOnly ?? false
  const comments = useCall('annotation.comments', { ...place, feature }).data ?? []
  const add = useAct('annotation.comment', { quiet: true, onDone: () => setText('') })
  const send = () => {
    if (text.trim() && !add.isPending) add.mutate({ ...place, feature, text })
  }
  return (
    <Dialog
      title={`Comments on feature ${feature}`}
      width={560}
      onClose={onClose}
      actions={
        <>
          <Button keys="Escape" onClick={onClose}>
            Close
          </Button>
          {!readOnly && (
            <Button variant="primary" keys="Mod+Enter" disabled={!text.trim() || add.isPending} onClick={send}>
              Comment
            </Button>
          )}
        </>
      }
    >
      <FormFields>
        <CommentThread place={place} comments={comments} onLeave={onClose} scrolls />
        {comments.length === 0 && <p className={styles.note}>Nobody has commented yet.</p>}
        {!readOnly && (
          <TextArea
            label="Comment"
            detail="Markdown, #12 links to a feature"
            autoFocus
            value={text}
            maxLength={annotationLimits.comment}
            error={add.error ? errorRecordFrom(add.error).message : undefined}
            onChange={setText}
            onSubmit={send}
          />
        )}
      </FormFields>
    </Dialog>
  )
}
