/** The right of blind repeats: the label once more, empty. */
import type { RefObject } from 'react'
import { runCommand } from '../../app/commands/commands'
import { ConfidenceChoice } from '../../app/features/confidence'
import type { LabelEditor } from '../../app/features/label-editor'
import { LabelField } from '../../app/features/label-field'
import { TagChips } from '../../app/features/tag-chips'
import { Button } from '../../widgets/button'
import { KeyHint } from '../../widgets/key-hint/key-hint'
import { SideSection } from '../../widgets/panel'
import styles from './repeats.module.css'
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
      <SideSection title="Tags">
        <TagChips editor={editor} scope={scope} readOnly={readOnly} form="grid" />
      </SideSection>
      <SideSection title="Confidence">
        <ConfidenceChoice editor={editor} scope={scope} readOnly={readOnly} words />
      </SideSection>
      <section className={styles.actions} aria-label="What to do with the feature">
        <Button variant="primary" size="large" wide command="repeats.save">
          Save and next
        </Button>
        <div className={styles.row}>
          <Button command="repeats.notInterpretable" className={styles.stretch}>
            Not interpretable
          </Button>
          <Button command="repeats.skip" className={styles.stretch}>
            Leave out
          </Button>
        </div>
      </section>
    </>
  )
}
