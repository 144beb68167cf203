/** Two sections of every form for a label: its tags, each with its key, and how sure the person is. */
import type { ReactNode } from 'react'
import { Key, KeyHint } from '../../widgets/key-hint/key-hint'
import { SideSection } from '../../widgets/panel'
import { ConfidenceChoice } from './confidence'
import type { LabelEditor } from './label-editor'
import { TagChips } from './tag-chips'

export interface TagsAndConfidenceProps {
  editor: LabelEditor | undefined
  /** Where the keys act. */
  scope: string
  readOnly: boolean
}

export function TagsAndConfidence(props: TagsAndConfidenceProps) {
  return (
    <>
      <SideSection title="Tags" actions={<KeyRange from={<Key>1</Key>} to={<Key>9</Key>} />}>
        <TagChips {...props} form="grid" />
      </SideSection>
      <SideSection
        title="Confidence"
        actions={<KeyRange from={<KeyHint command="label.confidence1" />} to={<KeyHint command="label.confidence3" />} />}
      >
        <ConfidenceChoice {...props} words />
      </SideSection>
    </>
  )
}

function KeyRange({ from, to }: { from: ReactNode; to: ReactNode }) {
  return (
    <>
      {from}–{to}
    </>
  )
}
