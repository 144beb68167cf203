/** How sure the person is of a label: 1 guess, 2 likely, 3 sure; chosen again, it is taken back. */
import type { Confidence } from '../../../contract/records/label'
import { Segment } from '../../widgets/segment'
import { useCommands } from '../commands/commands'
import type { LabelEditor } from './label-editor'

const levels = [
  { value: 1, word: 'guess' },
  { value: 2, word: 'likely' },
  { value: 3, word: 'sure' }
] as const

export interface ConfidenceChoiceProps {
  editor: LabelEditor | undefined
  scope: string
  readOnly: boolean
  /** With the words, over the whole width. */
  words?: boolean
}

export function ConfidenceChoice({ editor, scope, readOnly, words = false }: ConfidenceChoiceProps) {
  const current = editor?.fields.confidence ?? null
  const choose = (value: Confidence) => void editor?.change({ confidence: value === current ? null : value })
  useCommands(
    levels.map(({ value, word }) => ({
      id: `label.confidence${value}`,
      title: `Confidence ${value}, ${word}`,
      keys: [`!Alt+${value}`],
      scope,
      when: editor !== undefined && !readOnly,
      run: () => choose(value)
    }))
  )
  return (
    <Segment
      label="Confidence"
      value={current}
      onChange={choose}
      wide={words}
      disabled={readOnly}
      options={levels.map(({ value, word }) => ({ value, label: words ? `${value} ${word}` : String(value), title: word }))}
    />
  )
}
