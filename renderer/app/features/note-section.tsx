/** The note of a feature in the panel where it is labeled: its key in the head, the notes in a box. */
import { KeyHint } from '../../widgets/key-hint/key-hint'
import { SideSection } from '../../widgets/panel'
import { NotesField, type NotesFieldProps } from './notes-field'

export function NoteSection(props: Omit<NotesFieldProps, 'boxed'>) {
  return (
    <SideSection title="Note" actions={<KeyHint command="label.notes" />}>
      <NotesField {...props} boxed />
    </SideSection>
  )
}
