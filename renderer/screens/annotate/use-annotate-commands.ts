/** The keys of the queue: save and next, not interpretable, next and previous without a decision, label. */
import type { RefObject } from 'react'
import type { LabelFields } from '../../../contract/records/label'
import { errorRecordFrom } from '../../../contract/wire/errors'
import { useCommands } from '../../app/commands/commands'
import type { LabelEditor } from '../../app/features/label-editor'
import { toast } from '../../widgets/toast/toast-store'
import { currentOf, nextOpen, type Queue, withDecision } from './queue'
import { countDecision, moveTo, moveToFeature, useQueueState } from './queue-state'

export interface AnnotateActs {
  queue: Queue | undefined
  editor: LabelEditor | undefined
  label: RefObject<HTMLInputElement | null>
  readOnly: boolean
  /** Why nothing was saved. */
  onHint: (text: string) => void
}

const scope = 'annotate'

export function useAnnotateCommands({ queue, editor, label, readOnly, onHint }: AnnotateActs): void {
  const canEdit = editor !== undefined && !readOnly
  const feature = queue && currentOf(queue)
  const hasQueue = queue !== undefined && queue.ids.length > 0
  /** The next feature is in view before the next key can be typed; what could not be saved is told and kept. */
  const decide = (change: Partial<LabelFields>, together: boolean) => {
    if (!editor || feature === undefined) return
    const saved = editor.change(change, together)
    countDecision()
    advance(feature)
    void saved.then((done) => {
      if (!done) tellFailure(editor, feature)
    })
  }
  const save = () => {
    const text = editor?.fields.label.trim()
    if (!editor || !text) {
      onHint('Write a label first. 0 says that it is not interpretable.')
      label.current?.focus()
    } else decide({ label: text, status: 'labeled' }, true)
  }
  const step = (by: 1 | -1) => queue && moveTo(Math.min(queue.ids.length - 1, Math.max(0, queue.position + by)))
  useCommands([
    { id: 'annotate.save', title: 'Save and next', keys: ['Enter', '!Mod+Enter'], scope, when: canEdit, run: save },
    {
      id: 'annotate.notInterpretable',
      title: 'Not interpretable, and next',
      keys: ['0'],
      scope,
      when: canEdit,
      run: () => decide({ status: 'not-interpretable' }, false)
    },
    { id: 'annotate.skip', title: 'Next, without an answer', keys: ['J'], scope, when: hasQueue, run: () => step(1) },
    { id: 'annotate.previous', title: 'Previous', keys: ['Backspace', 'K'], scope, when: hasQueue, run: () => step(-1) },
    { id: 'annotate.label', title: 'Write label', keys: ['L'], scope, when: canEdit, run: () => label.current?.focus() }
  ])
}

/** To the next feature without an answer; at the end of the queue the last one stays in view. */
function advance(decided: number): void {
  const { queue } = useQueueState.getState()
  if (!queue) return
  const next = nextOpen({ ...queue, decided: withDecision(queue.decided, decided, true) })
  if (next !== undefined) moveTo(next)
}

function tellFailure(editor: LabelEditor, feature: number): void {
  const error = errorRecordFrom(editor.state.kind === 'failed' ? editor.state.error : undefined)
  toast({
    tone: 'danger',
    text: `The label of ${feature} is not saved: ${error.message}`,
    detail: error.hint,
    action: { label: `Back to ${feature}`, run: () => moveToFeature(feature) }
  })
}
