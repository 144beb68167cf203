/** The keys of blind repeats: save and next, not interpretable, later, other features. */
import { type RefObject, useState } from 'react'
import { repeatOf } from '../../../contract/records/annotator'
import type { LabelFields } from '../../../contract/records/label'
import { useCommands } from '../../app/commands/commands'
import { useAct } from '../../app/engine/queries'
import type { LabelEditor } from '../../app/features/label-editor'
import type { RunIds } from '../../app/features/use-feature-order'
import { choosePair } from '../../app/people/review-pair'
import { navigate } from '../../app/session'
import { advance, type Draw, drawWith, useRepeatsState } from './repeats-state'

export const scope = 'repeats'

export interface RepeatActs {
  place: RunIds
  who: string | undefined
  draw: Draw | undefined
  feature: number | undefined
  editor: LabelEditor | undefined
  label: RefObject<HTMLInputElement | null>
  readOnly: boolean
}

/** Gives why nothing was saved. */
export function useRepeatCommands({ place, who, feature, editor, label, readOnly }: RepeatActs): string | undefined {
  const [hint, setHint] = useState<{ feature: number; text: string }>()
  const seed = useRepeatsState((state) => state.seed)
  const writing = useAct('annotators.write', { onDone: advance })
  const { project, run } = place
  const say = (change: LabelFields) => {
    if (!project || !run || who === undefined || feature === undefined || writing.isPending) return
    writing.mutate({ project, run, feature, change, repeat: true, author: who })
  }
  const save = () => {
    if (!editor || feature === undefined) return
    const text = editor.fields.label.trim()
    if (text) say({ ...editor.fields, label: text, status: 'labeled' })
    else {
      setHint({ feature, text: 'Write a label first. 0 says that it is not interpretable.' })
      label.current?.focus()
    }
  }
  const when = feature !== undefined && !readOnly
  useCommands([
    { id: 'repeats.save', title: 'Save and next', keys: ['Enter', '!Mod+Enter'], scope, when, run: save },
    {
      id: 'repeats.notInterpretable',
      title: 'Not interpretable, and next',
      keys: ['0'],
      scope,
      when,
      run: () => editor && say({ ...editor.fields, status: 'not-interpretable' })
    },
    { id: 'repeats.skip', title: 'Leave this one out', keys: ['J'], scope, when: feature !== undefined, run: advance },
    { id: 'repeats.label', title: 'Write label', keys: ['L'], scope, when, run: () => label.current?.focus() },
    { id: 'repeats.draw', title: 'Draw others', keys: ['Shift+D'], scope, run: () => drawWith(seed + 1) },
    {
      id: 'repeats.review',
      title: 'Review what differs',
      keys: ['V'],
      scope,
      when: who !== undefined,
      run: () => {
        choosePair({ one: who ?? '', other: repeatOf(who ?? '') })
        navigate('review')
      }
    }
  ])
  return hint !== undefined && hint.feature === feature && !editor?.fields.label.trim() ? hint.text : undefined
}
