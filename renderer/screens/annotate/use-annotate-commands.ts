/** The keys of the queue: what is said of the feature in view, and where to go from it. */
import type { RefObject } from 'react'
import type { LabelFields } from '../../../contract/records/label'
import { errorRecordFrom } from '../../../contract/wire/errors'
import { type Command, useCommands } from '../../app/commands/commands'
import type { LabelEditor } from '../../app/features/label-editor'
import { mainRegion } from '../../app/layout/regions'
import { toast } from '../../widgets/toast/toast-store'
import type { TableHandle } from '../../widgets/virtual-table/types'
import { currentOf, type Queue } from './queue'
import { advance, countDecision, later, moveTo, moveToFeature, rebuild, useQueueState } from './queue-state'

export interface AnnotateActs {
  queue: Queue | undefined
  editor: LabelEditor | undefined
  label: RefObject<HTMLInputElement | null>
  filter: RefObject<HTMLInputElement | null>
  list: RefObject<TableHandle | null>
  readOnly: boolean
  /** Why nothing was saved. */
  onHint: (text: string) => void
}

const scope = 'annotate'

export function useAnnotateCommands(acts: AnnotateActs): void {
  useCommands([...sayCommands(acts), ...goCommands(acts)])
}

function sayCommands({ queue, editor, label, readOnly, onHint }: AnnotateActs): Command[] {
  const when = editor !== undefined && !readOnly
  const feature = queue && currentOf(queue)
  /** The next feature is in view before the next key can be typed; what could not be saved is told and kept. */
  const say = (change: Partial<LabelFields>, together: boolean, then: (feature: number) => void) => {
    if (!editor || feature === undefined) return
    const saved = editor.change(change, together)
    then(feature)
    void saved.then((done) => {
      if (!done) tellFailure(editor, feature)
    })
  }
  const save = (then: (feature: number) => void) => {
    const text = editor?.fields.label.trim()
    if (!editor || !text) {
      onHint('Write a label first. 0 says that it is not interpretable.')
      label.current?.focus()
    } else say({ label: text, status: 'labeled' }, true, then)
  }
  return [
    { id: 'annotate.save', title: 'Save and next', keys: ['Enter', '!Mod+Enter'], scope, when, run: () => save(decided) },
    {
      id: 'annotate.stay',
      title: 'Save and stay',
      keys: ['Shift+Enter'],
      scope,
      when,
      run: () => save(() => countDecision())
    },
    {
      id: 'annotate.notInterpretable',
      title: 'Not interpretable, and next',
      keys: ['0'],
      scope,
      when,
      run: () => say({ status: 'not-interpretable' }, false, decided)
    },
    {
      id: 'annotate.later',
      title: 'Later: to the end of the queue, and next',
      keys: ['S'],
      scope,
      when,
      run: () => say({ status: 'later' }, false, later)
    },
    {
      id: 'annotate.flag',
      title: 'Flag for review, and next',
      keys: ['F'],
      scope,
      when,
      run: () => say({ status: 'flagged' }, false, decided)
    },
    { id: 'annotate.label', title: 'Write label', keys: ['L'], scope, when, run: () => label.current?.focus() }
  ]
}

function goCommands({ queue, filter, list }: AnnotateActs): Command[] {
  const hasQueue = queue !== undefined && queue.ids.length > 0
  const step = (by: 1 | -1) => {
    if (!queue) return
    const back = queue.visit === undefined ? queue.position + by : queue.position
    moveTo(back)
  }
  return [
    { id: 'annotate.skip', title: 'Next, without an answer', keys: ['J'], scope, when: hasQueue, run: () => step(1) },
    { id: 'annotate.previous', title: 'Previous', keys: ['Backspace', 'K'], scope, when: hasQueue, run: () => step(-1) },
    {
      id: 'annotate.recent',
      title: 'Last ten decisions',
      keys: ['U'],
      scope,
      run: () => {
        if (useQueueState.getState().recent) mainRegion()?.focus()
        useQueueState.setState(({ recent }) => ({ recent: !recent }))
      }
    },
    { id: 'annotate.queue', title: 'Go to the list of the queue', keys: ['Q'], scope, run: () => list.current?.focus() },
    { id: 'annotate.filter', title: 'Filter the queue', keys: ['/', 'Mod+F'], scope, run: () => filter.current?.focus() },
    {
      id: 'annotate.order',
      title: 'Order of the queue',
      keys: ['Shift+O'],
      scope,
      run: () => document.getElementById('queue-order')?.focus()
    },
    { id: 'annotate.rebuild', title: 'Look again for open features', keys: ['R'], scope, run: rebuild },
    {
      id: 'annotate.bulk',
      title: 'Many at once',
      keys: ['V'],
      scope,
      run: () => useQueueState.setState({ mode: 'bulk' })
    }
  ]
}

function decided(feature: number): void {
  countDecision()
  advance(feature)
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
