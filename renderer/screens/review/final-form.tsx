/** The right of a review: the final version, written beside both originals. */
import type { RefObject } from 'react'
import type { Disagreement } from '../../../contract/records/annotator'
import { runCommand } from '../../app/commands/commands'
import { FormActions } from '../../app/features/form-actions'
import type { LabelEditor } from '../../app/features/label-editor'
import { LabelField } from '../../app/features/label-field'
import { NoteSection } from '../../app/features/note-section'
import { TagsAndConfidence } from '../../app/features/tags-and-confidence'
import type { RunIds } from '../../app/features/use-feature-order'
import { nameOf } from '../../app/people/who'
import { Button } from '../../widgets/button'
import { formatWhen } from '../../widgets/format'
import { KeyHint } from '../../widgets/key-hint/key-hint'
import { SideSection } from '../../widgets/panel'
import styles from './review.module.css'
import { scope } from './use-review-commands'

export interface FinalFormProps {
  place: RunIds
  editor: LabelEditor | undefined
  disagreement: Disagreement
  input: RefObject<HTMLInputElement | null>
  readOnly: boolean
  missing: string | undefined
}

export function FinalForm({ place, editor, disagreement, input, readOnly, missing }: FinalFormProps) {
  const { final, feature } = disagreement
  return (
    <>
      <SideSection title="Final version" actions={<KeyHint command="review.edit" />}>
        <LabelField
          ref={input}
          editor={editor}
          readOnly={readOnly}
          large
          onEnter={() => runCommand('review.write')}
          hint="Becomes the label of the project. Both originals stay."
          error={missing}
        />
        {final && (
          <p className={styles.decided} role="status">
            Decided by {nameOf(final.author)}, {formatWhen(final.at)}: {final.label || 'not interpretable'}
          </p>
        )}
      </SideSection>
      <TagsAndConfidence editor={editor} scope={scope} readOnly={readOnly} />
      <NoteSection {...{ editor, place, feature, scope, readOnly }} />
      <FormActions
        label="What to do with the disagreement"
        main={{ command: 'review.write', words: 'Save final and next' }}
        others={[
          { command: 'review.notInterpretable', words: 'Not interpretable' },
          { command: 'review.nextOpen', words: 'Next' }
        ]}
      >
        {final && (
          <Button variant="quiet" size="small" command="review.reopen">
            Open it again
          </Button>
        )}
      </FormActions>
    </>
  )
}
