/** The keys of the bulk view: moving, selecting, and what is said of all that are selected. */
import type { RefObject } from 'react'
import type { LabelFields, LabelStatus } from '../../../contract/records/label'
import { type Command, useCommands } from '../../app/commands/commands'
import { moveCommands } from '../../app/commands/move-commands'
import { useTagKeys } from '../../app/features/tag-keys'
import type { RunIds } from '../../app/features/use-feature-order'
import type { TableHandle } from '../../widgets/virtual-table/types'
import { type BulkChange, bulkEdit } from './bulk-edit'
import { selectAll, selectNothing, selectTo, toggleAt } from './bulk-state'
import type { Queue } from './queue'
import { moveTo, useQueueState } from './queue-state'

export interface BulkActs {
  place: RunIds
  queue: Queue | undefined
  features: readonly number[]
  table: RefObject<TableHandle | null>
  filter: RefObject<HTMLInputElement | null>
  label: RefObject<HTMLInputElement | null>
  tag: RefObject<HTMLInputElement | null>
  readOnly: boolean
}

const scope = 'bulk'

export function useBulkCommands(acts: BulkActs): void {
  const tags = useTagKeys(acts.place.project)
  const keyed = tags.flatMap(({ tag, hotkey }) => (hotkey === undefined ? [] : [{ tag, hotkey }]))
  useCommands([...selectCommands(acts), ...sayCommands(acts), ...tagCommands(acts, keyed)])
}

function selectCommands({ queue, table, filter }: BulkActs): Command[] {
  const [ids, position] = [queue?.ids ?? new Uint32Array(), queue?.position ?? -1]
  const when = ids.length > 0
  const focus = () => useQueueState.setState({ mode: 'focus' })
  return [
    ...moveCommands({
      area: 'bulk',
      scope,
      noun: 'feature',
      active: position,
      rows: ids.length,
      page: () => table.current?.pageRows() ?? 20,
      go: moveTo
    }),
    { id: 'bulk.select', title: 'Select or deselect', keys: ['X'], scope, when, run: () => toggleAt(ids, position) },
    { id: 'bulk.selectRange', title: 'Select up to here', keys: ['Shift+X'], scope, when, run: () => selectTo(ids, position) },
    { id: 'bulk.selectAll', title: 'Select all', keys: ['Mod+A'], scope, when, run: () => selectAll(ids) },
    { id: 'bulk.selectNothing', title: 'Select nothing', keys: ['Mod+Shift+A'], scope, run: selectNothing },
    { id: 'bulk.filter', title: 'Filter the queue', keys: ['/', 'Mod+F'], scope, run: () => filter.current?.focus() },
    { id: 'bulk.open', title: 'Open alone', keys: ['Enter'], scope, when, run: focus },
    { id: 'bulk.focus', title: 'One at a time', keys: ['V'], scope, run: focus }
  ]
}

function sayCommands(acts: BulkActs): Command[] {
  const when = canEdit(acts)
  const say = (id: string, title: string, key: string, change: Partial<Omit<LabelFields, 'tags'>>): Command => ({
    id: `bulk.${id}`,
    title: `${title}, all selected`,
    keys: [key],
    scope,
    when,
    run: () => edit(acts, { change })
  })
  const state = (id: string, title: string, key: string, status: LabelStatus) => say(id, title, key, { status })
  return [
    state('labeled', 'Labeled', 'Shift+Enter', 'labeled'),
    state('notInterpretable', 'Not interpretable', '0', 'not-interpretable'),
    state('later', 'Later', 'S', 'later'),
    state('flag', 'Flag for review', 'F', 'flagged'),
    state('pending', 'Pending again', 'Shift+0', 'pending'),
    ...([1, 2, 3] as const).map((value) =>
      say(`confidence${value}`, `Confidence ${value}`, `Alt+${value}`, { confidence: value })
    ),
    { id: 'bulk.label', title: 'Label of all selected', keys: ['L'], scope, when, run: () => acts.label.current?.focus() },
    { id: 'bulk.tag', title: 'Another tag…', keys: ['T'], scope, when, run: () => acts.tag.current?.focus() }
  ]
}

function tagCommands(acts: BulkActs, keyed: readonly { tag: string; hotkey: string }[]): Command[] {
  const when = canEdit(acts)
  return keyed.flatMap(({ tag, hotkey }) => [
    {
      id: `bulk.addTag${hotkey}`,
      title: `Put tag ${tag} on all selected`,
      keys: [hotkey],
      scope,
      when,
      run: () => edit(acts, { addTags: [tag] })
    },
    {
      id: `bulk.removeTag${hotkey}`,
      title: `Take tag ${tag} off all selected`,
      keys: [`Shift+${hotkey}`],
      scope,
      when,
      run: () => edit(acts, { removeTags: [tag] })
    }
  ])
}

function canEdit({ features, readOnly }: BulkActs): boolean {
  return features.length > 0 && !readOnly
}

function edit({ place: { project, run }, features }: BulkActs, change: BulkChange): void {
  if (project && run) void bulkEdit({ project, run, features }, change)
}
