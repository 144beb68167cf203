/** The right of blind repeats: the label once more, empty. */
import type { RefObject } from 'react'
import { runCommand } from '../../app/commands/commands'
import { FormActions } from '../../app/features/form-actions'
import type { LabelEditor } from '../../app/features/label-editor'
import { LabelField } from '../../app/features/label-field'
import { TagsAndConfidence } from '../../app/features/tags-and-confidence'
import { KeyHint } from '../../widgets/key-hint/key-hint'
import { SideSection } from '../../widgets/panel'
import { scope } from './use-repeat-commands'

export interface RepeatFormProps {
  feature: number
  editor: LabelEditor | undefined
  input: RefObject<HTMLInputElement | null>
  readOnly: boolean
  missing: string | undefined
}

export function RepeatForm({ feature, editor, input, readOnly, missing }: RepeatFormProps) {
  return (
    <>
      <SideSection title={`Label of ${feature}, once more`} actions={<KeyHint command="repeats.label" />}>
        <LabelField
          ref={input}
          editor={editor}
          readOnly={readOnly}
          large
          onEnter={() => runCommand('repeats.save')}
          hint="Your earlier label is hidden and stays as it is."
          error={missing}
        />
      </SideSection>
      <TagsAndConfidence editor={editor} scope={scope} readOnly={readOnly} />
      <FormActions
        label="What to do with the feature"
        main={{ command: 'repeats.save', words: 'Save and next' }}
        others={[
          { command: 'repeats.notInterpretable', words: 'Not interpretable' },
          { command: 'repeats.skip', words: 'Leave out' }
        ]}
      />
    </>
  )
}
