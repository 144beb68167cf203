/** The suggestions for the feature in view, which of them is chosen, and their keys: take, choose another, dismiss. */
import { useState } from 'react'
import type { Suggestion } from '../../../contract/records/suggestion'
import { toast } from '../../widgets/toast/toast-store'
import { useCommands } from '../commands/commands'
import { useAct, useCall } from '../engine/queries'
import { useBlindMode } from '../features/blind-mode'
import type { LabelEditor } from '../features/label-editor'
import type { RunIds } from '../features/use-feature-order'
import { takenChange, textWords } from './suggestion-words'

export interface SuggestionsOf {
  place: RunIds
  feature: number
  editor: LabelEditor | undefined
  scope: string
  readOnly: boolean
}

export interface SuggestionsView {
  /** Undefined until they are known. */
  list: Suggestion[] | undefined
  chosen: number
  choose(index: number): void
  isBlind: boolean
  error: Error | null
}

export function useSuggestions({ place, feature, editor, scope, readOnly }: SuggestionsOf): SuggestionsView {
  const { project, run } = place
  const isBlind = useBlindMode()
  const enabled = project !== null && run !== undefined && !isBlind
  const { data, error } = useCall('suggestions.list', { project: project ?? '', run: run ?? '', feature }, { enabled })
  const [choice, setChoice] = useState({ feature, index: 0 })
  const dismiss = useAct('suggestions.dismiss')
  const list = enabled ? data : undefined
  const count = list?.length ?? 0
  const chosen = choice.feature === feature ? Math.min(choice.index, Math.max(0, count - 1)) : 0
  const suggestion = list?.[chosen]
  const choose = (index: number) => setChoice({ feature, index: Math.max(0, Math.min(count - 1, index)) })
  const setDismissed = ({ id }: Suggestion, dismissed: boolean) =>
    project !== null && run !== undefined && dismiss.mutate({ project, run, feature, id, dismissed })
  const canEdit = suggestion !== undefined && editor !== undefined && !readOnly
  useCommands([
    {
      id: 'suggestion.take',
      title: 'Take the suggestion',
      detail: suggestion && textWords(suggestion),
      keys: ['A', '!Alt+A'],
      scope,
      when: canEdit,
      run: () => suggestion && void editor?.change(takenChange(editor.fields, suggestion))
    },
    {
      id: 'suggestion.next',
      title: 'Next suggestion',
      keys: ['Alt+ArrowDown'],
      scope,
      when: count > 1,
      hidden: true,
      run: () => choose(chosen + 1)
    },
    {
      id: 'suggestion.previous',
      title: 'Previous suggestion',
      keys: ['Alt+ArrowUp'],
      scope,
      when: count > 1,
      hidden: true,
      run: () => choose(chosen - 1)
    },
    {
      id: 'suggestion.dismiss',
      title: 'Dismiss the suggestion',
      detail: suggestion && textWords(suggestion),
      keys: ['Alt+Backspace'],
      scope,
      when: canEdit,
      run: () => {
        if (!suggestion) return
        setDismissed(suggestion, true)
        toast({
          text: `“${textWords(suggestion)}” is not suggested here again`,
          icon: 'undo',
          action: { label: 'Bring it back', run: () => setDismissed(suggestion, false) }
        })
      }
    }
  ])
  return { list, chosen, choose, isBlind, error }
}
