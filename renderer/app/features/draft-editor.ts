/** A label that is written but saved nowhere until it is decided: an editor that keeps what is typed to itself. */
import type { LabelFields } from '../../../contract/records/label'
import { LabelEditor } from './label-editor'

export function draftEditor(begin: LabelFields, onChange: () => void): LabelEditor {
  let kept = begin
  return new LabelEditor(begin, {
    name: 'final',
    onChange,
    save: async (change) => {
      kept = { ...kept, ...change }
      return kept
    }
  })
}
