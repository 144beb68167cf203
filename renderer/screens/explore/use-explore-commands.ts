/** The keys of the feature list: moving, selecting, opening, tagging, jumping, copying. */
import { type RefObject, useRef } from 'react'
import { FeatureSort } from '../../../contract/records/feature'
import { createRandom, mixSeeds } from '../../../main/maths/random'
import { openAround } from '../../app/annotation/around'
import { type Command, useCommands } from '../../app/commands/commands'
import { client } from '../../app/engine/client'
import { setList, sortAfter, useListState } from '../../app/features/list-state'
import { useNaming } from '../../app/features/saved-views'
import { meantFeatures, nothingSelected, toggled, withRange } from '../../app/features/selection'
import { type KeyedTag, useTagKeys } from '../../app/features/tag-keys'
import type { FeatureOrder, RunIds } from '../../app/features/use-feature-order'
import type { FeatureRows } from '../../app/features/use-feature-rows'
import type { Pins } from '../../app/features/use-pins'
import { host } from '../../app/host'
import { copyLine } from '../../app/output/copy-line'
import { navigate, replacePlace } from '../../app/session'
import { formatPlural } from '../../widgets/format'
import { toast, toastError } from '../../widgets/toast/toast-store'
import { rowAfterKey } from '../../widgets/virtual-table/keys'
import type { TableHandle } from '../../widgets/virtual-table/types'
import { columnChoices, toggleColumn } from './chosen-columns'
import { tsvFromRows } from './rows-as-tsv'

export interface ExploreActs {
  place: RunIds
  order: FeatureOrder
  rows: FeatureRows
  primary: number | null
  table: RefObject<TableHandle | null>
  filter: RefObject<HTMLInputElement | null>
  readOnly: boolean
  pins: Pins
  /** All numbers of the primary in a line; nothing while they are not there. */
  cite: (() => string) | undefined
}

const scope = 'table'
/** Most rows that one copy asks for. */
const mostCopied = 100_000

export function useExploreCommands(acts: ExploreActs): void {
  const { order, primary, table, filter, readOnly, pins, cite } = acts
  const tags = useTagKeys(acts.place.project)
  const jumps = useRef(0)
  const hasPrimary = primary !== null
  const go = (index: number | undefined) => {
    const feature = index === undefined ? undefined : order.ids[index]
    if (feature !== undefined) replacePlace({ feature })
  }
  const select = (range: boolean) => {
    if (order.index < 0 || primary === null) return
    const state = useListState.getState()
    useListState.setState(range ? withRange(state, order.ids, order.index) : toggled(state, primary))
  }
  useCommands([
    ...moveCommands((key) =>
      go(rowAfterKey(key, { active: order.index, rows: order.ids.length, page: table.current?.pageRows() ?? 20 }))
    ),
    {
      id: 'list.open',
      title: 'Open feature',
      keys: ['Enter'],
      scope,
      when: hasPrimary,
      run: () => navigate('feature', { feature: primary })
    },
    { id: 'list.filter', title: 'Filter features', keys: ['/', 'Mod+F'], scope, run: () => filter.current?.focus() },
    {
      id: 'list.random',
      title: 'Random feature',
      keys: ['R'],
      scope,
      when: order.ids.length > 0,
      run: () => go(createRandom(mixSeeds(order.ids.length, jumps.current++)).integer(order.ids.length))
    },
    { id: 'list.select', title: 'Select or deselect', keys: ['X'], scope, when: hasPrimary, run: () => select(false) },
    { id: 'list.selectRange', title: 'Select up to here', keys: ['Shift+X'], scope, when: hasPrimary, run: () => select(true) },
    {
      id: 'list.pin',
      title: 'Pin or unpin in the training monitor',
      keys: ['P'],
      scope,
      when: hasPrimary && !readOnly,
      run: () => pins.toggle(meantFeatures(useListState.getState().selected, primary))
    },
    {
      id: 'list.groups',
      title: 'Groups of the selection…',
      keys: ['Shift+G'],
      scope,
      when: hasPrimary,
      run: () => openAround({ kind: 'groups', features: meantFeatures(useListState.getState().selected, primary) })
    },
    {
      id: 'list.deselect',
      title: 'Select nothing',
      keys: ['Mod+Shift+A'],
      scope,
      run: () => useListState.setState(nothingSelected)
    },
    {
      id: 'list.saveView',
      title: 'Save the filter as a view…',
      keys: ['Mod+Shift+S'],
      scope,
      when: !readOnly,
      run: () => useNaming.setState({ isNaming: true })
    },
    {
      id: 'list.copy',
      title: 'Copy rows',
      keys: ['Mod+C'],
      scope,
      when: () => hasPrimary && !isTextSelected(),
      run: () => void copyRows(acts)
    },
    {
      id: 'list.cite',
      title: 'Copy citation',
      keys: ['Mod+Alt+C'],
      scope,
      when: cite !== undefined,
      run: () => cite && void copyLine(cite(), 'a line to cite')
    },
    ...sortCommands(),
    ...columnCommands(),
    ...tagCommands(tags, hasPrimary && !readOnly, (tag) => void tagFeatures(acts, tag))
  ])
}

/** In the palette: what has no column in a narrow window can be sorted by too. */
function sortCommands(): Command[] {
  return FeatureSort.options.map((sort) => ({
    id: `list.sort${sort[0].toUpperCase()}${sort.slice(1)}`,
    title: `Sort by ${sortWords[sort] ?? sort}`,
    scope,
    run: () => setList(sortAfter(useListState.getState(), sort))
  }))
}

/** In the palette too: a column is added or taken away without leaving the keys. */
function columnCommands(): Command[] {
  return columnChoices.map(({ key, name }) => ({
    id: `list.column${key[0].toUpperCase()}${key.slice(1)}`,
    title: `Show or hide column ${name}`,
    scope,
    run: () => toggleColumn(key)
  }))
}

const sortWords: Partial<Record<FeatureSort, string>> = { feature: 'id', nearestCosine: 'nearest', ruleF1: 'rule F1' }

/** Text that was selected with the mouse is what Mod+C means then. */
function isTextSelected(): boolean {
  return (window.getSelection()?.toString() ?? '') !== ''
}

function moveCommands(move: (key: string) => void): Command[] {
  const command = (id: string, title: string, keys: string[], key: string): Command => ({
    id: `list.${id}`,
    title,
    keys,
    scope,
    hidden: true,
    run: () => move(key)
  })
  return [
    command('next', 'Next feature', ['J', 'ArrowDown'], 'ArrowDown'),
    command('previous', 'Previous feature', ['K', 'ArrowUp'], 'ArrowUp'),
    command('pageDown', 'Page down', ['PageDown'], 'PageDown'),
    command('pageUp', 'Page up', ['PageUp'], 'PageUp'),
    command('first', 'First feature', ['Home'], 'Home'),
    command('last', 'Last feature', ['End'], 'End')
  ]
}

function tagCommands(tags: readonly KeyedTag[], when: boolean, run: (tag: string) => void): Command[] {
  return tags
    .filter(({ hotkey }) => hotkey !== undefined)
    .map(({ tag, hotkey = '' }) => ({
      id: `list.tag${hotkey}`,
      title: `Tag ${tag}`,
      keys: [hotkey],
      scope,
      when,
      run: () => run(tag)
    }))
}

/** Rows of these features, from the cache where they are, else from the engine in pages. */
async function rowsOf({ place, rows }: ExploreActs, features: number[]) {
  const found = []
  for (let first = 0; first < features.length; first += 1_000) {
    const part = features.slice(first, first + 1_000)
    const known = part.map((feature) => rows.byId(feature))
    if (known.every((row) => row !== undefined)) found.push(...known)
    else
      found.push(
        ...(await client().call('features.rows', { project: place.project ?? '', run: place.run ?? '', features: part }))
      )
  }
  return found
}

/** Copies what is selected, in the order of the list; nothing selected: the primary alone. */
async function copyRows(acts: ExploreActs): Promise<void> {
  const { selected } = useListState.getState()
  const meant = meantFeatures(selected, acts.primary)
  const features = meant.length === 1 ? meant : [...acts.order.ids].filter((id) => selected.has(id)).slice(0, mostCopied)
  try {
    await host().copyText(tsvFromRows(await rowsOf(acts, features)))
    toast({ tone: 'ok', text: `${formatPlural(features.length, 'row')} copied as tab-separated text` })
  } catch (error) {
    toastError(error)
  }
}

/** Puts a tag on all that is meant, or takes it off when all have it; one step of undo. */
async function tagFeatures(acts: ExploreActs, tag: string): Promise<void> {
  const { place, primary } = acts
  try {
    const rows = await rowsOf(acts, meantFeatures(useListState.getState().selected, primary))
    const takeOff = rows.every((row) => row.tags.includes(tag))
    const changing = rows.filter((row) => row.tags.includes(tag) === takeOff)
    await client().call('labels.bulk', {
      project: place.project ?? '',
      run: place.run ?? '',
      features: Uint32Array.from(changing, ({ feature }) => feature),
      [takeOff ? 'removeTags' : 'addTags']: [tag]
    })
    const of = changing.length === 1 ? `feature ${changing[0]?.feature}` : formatPlural(changing.length, 'feature')
    toast({ text: takeOff ? `Tag ${tag} taken off ${of}` : `Tag ${tag} put on ${of}` })
  } catch (error) {
    toastError(error)
  }
}
