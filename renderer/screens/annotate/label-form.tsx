/** The right of Annotate: label, tags, confidence, note, what to do with the feature, and how far the labeling is. */
import type { RefObject } from 'react'
import type { FeaturePage } from '../../../contract/records/feature'
import { AroundBar } from '../../app/annotation/around-bar'
import { ChecksSection } from '../../app/checks/checks-section'
import { runCommand } from '../../app/commands/commands'
import { FormActions } from '../../app/features/form-actions'
import type { LabelEditor } from '../../app/features/label-editor'
import { LabelField } from '../../app/features/label-field'
import { savedWords } from '../../app/features/label-words'
import { NoteSection } from '../../app/features/note-section'
import { TagsAndConfidence } from '../../app/features/tags-and-confidence'
import type { RunIds } from '../../app/features/use-feature-order'
import { WhoSays } from '../../app/features/who-says'
import { SuggestionPanel } from '../../app/suggestions/suggestion-panel'
import { KeyHint } from '../../widgets/key-hint/key-hint'
import { SideSection } from '../../widgets/panel'
import { AnnotateProgress } from './annotate-progress'
import styles from './label-form.module.css'

const scope = 'annotate'

export interface LabelFormProps {
  place: RunIds
  page: FeaturePage
  editor: LabelEditor | undefined
  input: RefObject<HTMLInputElement | null>
  readOnly: boolean
  /** Why Save did nothing. */
  missing: string | undefined
}

export function LabelForm({ place, page, editor, input, readOnly, missing }: LabelFormProps) {
  return (
    <>
      <SideSection
        title="Label"
        actions={
          <>
            <span role="status">{readOnly ? 'read-only' : editor && savedWords(editor, undefined)}</span>
            <KeyHint command="annotate.label" />
          </>
        }
      >
        <LabelField
          ref={input}
          editor={editor}
          readOnly={readOnly}
          large
          onEnter={() => runCommand('annotate.save')}
          onStay={() => runCommand('annotate.stay')}
          hint="Name what makes it fire, in a few words."
          error={missing}
        />
        <WhoSays place={place} feature={page.feature} />
      </SideSection>
      <SuggestionPanel {...{ place, editor, scope, readOnly }} feature={page.feature} />
      <TagsAndConfidence editor={editor} scope={scope} readOnly={readOnly} />
      <div className={styles.note}>
        <NoteSection {...{ editor, place, scope, readOnly }} feature={page.feature} />
      </div>
      <AroundBar place={place} feature={page.feature} scope={scope} />
      <FormActions
        label="What to do with the feature"
        main={{ command: 'annotate.save', words: 'Save and next' }}
        others={[
          { command: 'annotate.notInterpretable', words: 'Not interpretable' },
          { command: 'annotate.later', words: 'Later' },
          { command: 'annotate.flag', words: 'Flag' }
        ]}
      >
        <div className={styles.keys}>
          <Quiet command="annotate.previous" words="previous" />
          <Quiet command="annotate.skip" words="next" />
          <Quiet command="annotate.stay" words="save, stay" />
          <Quiet command="edit.undo" words="undo" />
        </div>
      </FormActions>
      <ChecksSection place={place} page={page} editor={editor} readOnly={readOnly} scope={scope} />
      <AnnotateProgress place={place} page={page} status={editor?.fields.status ?? page.status} />
    </>
  )
}

function Quiet({ command, words }: { command: string; words: string }) {
  return (
    <button type="button" className={styles.quiet} onClick={() => runCommand(command)}>
      <KeyHint command={command} />
      {words}
    </button>
  )
}
