/** The keys of the feature page besides those of the evidence: stepping, label, not interpretable. */
import type { RefObject } from 'react'
import { useCommands } from '../../app/commands/commands'
import { toggleHeld, useHeld, useHeldOf } from '../../app/features/held'
import type { LabelEditor } from '../../app/features/label-editor'
import type { FeatureOrder } from '../../app/features/use-feature-order'
import { mainRegion } from '../../app/layout/regions'
import { copyLine } from '../../app/output/copy-line'
import { navigate, replacePlace } from '../../app/session'

export interface FeatureActs {
  run: string | undefined
  feature: number | null
  order: FeatureOrder
  editor: LabelEditor | undefined
  label: RefObject<HTMLInputElement | null>
  readOnly: boolean
  /** All numbers of the feature in a line. */
  cite: (() => string) | undefined
  /** Pins the feature, or takes the pin away; nothing while it is not there. */
  pin: (() => void) | undefined
}

const scope = 'feature'

export function useFeatureCommands({ run, feature: own, order, editor, label, readOnly, cite, pin }: FeatureActs): void {
  const held = useHeldOf(run)
  const canEdit = editor !== undefined && !readOnly
  const step = (by: 1 | -1) => {
    const feature = order.after(by)
    if (feature !== undefined) replacePlace({ feature })
  }
  useCommands([
    { id: 'feature.next', title: 'Next feature', keys: ['J'], scope, when: order.ids.length > 0, run: () => step(1) },
    { id: 'feature.previous', title: 'Previous feature', keys: ['K'], scope, when: order.ids.length > 0, run: () => step(-1) },
    { id: 'feature.label', title: 'Write label', keys: ['L'], scope, when: canEdit, run: () => label.current?.focus() },
    {
      id: 'feature.notInterpretable',
      title: 'Not interpretable',
      keys: ['0'],
      scope,
      when: canEdit,
      run: () => editor && void editor.change({ status: statusAfterZero(editor) })
    },
    {
      id: 'feature.pin',
      title: 'Pin or unpin in the training monitor',
      keys: ['P'],
      scope,
      when: pin !== undefined && !readOnly,
      run: () => pin?.()
    },
    {
      id: 'feature.hold',
      title: held === own ? 'Let go of the feature held for comparison' : 'Hold for comparison',
      keys: ['Shift+H'],
      scope,
      when: run !== undefined && own !== null,
      run: () => run !== undefined && own !== null && toggleHeld(run, own)
    },
    {
      id: 'feature.compare',
      title: 'Compare with the held feature',
      keys: ['C'],
      scope,
      when: held !== undefined && held !== own,
      run: () => useHeld.setState(({ isCompared }) => ({ isCompared: !isCompared }))
    },
    {
      id: 'feature.cite',
      title: 'Copy citation',
      keys: ['Mod+Alt+C'],
      scope,
      when: cite !== undefined,
      run: () => cite && void copyLine(cite(), 'a line to cite')
    },
    { id: 'feature.list', title: 'Back to the list', keys: ['Backspace'], scope, run: () => navigate('explore') }
  ])
}

/** The label is given for good and the keys act again. */
export function finishLabel(editor: LabelEditor | undefined): void {
  if (editor?.fields.label.trim()) void editor.change({ label: editor.fields.label.trim(), status: 'labeled' }, true)
  mainRegion()?.focus()
}

/** Pressed again, it is taken back to what the text says. */
function statusAfterZero({ fields }: LabelEditor): 'not-interpretable' | 'draft' | 'pending' {
  if (fields.status !== 'not-interpretable') return 'not-interpretable'
  return fields.label.trim() || fields.notes.trim() ? 'draft' : 'pending'
}
