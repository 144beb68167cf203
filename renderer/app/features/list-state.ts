/**
 * The list of features as the person has set it up: filter, order, selection. Explore shows it, the feature page steps through
 * it. The primary feature (the one keys act on) is the session's; which features match is the engine's to say.
 */
import { create } from 'zustand'
import type { FeatureSort } from '../../../contract/records/feature'
import type { LabelStatus } from '../../../contract/records/label'

export interface ListSetup {
  filter: string
  /** Only these states; undefined for all. */
  statuses: LabelStatus[] | undefined
  sort: FeatureSort
  descending: boolean
}

interface ListState extends ListSetup {
  /** The run that the selection is of. */
  run: string | undefined
  /** Selected features, for tagging and copying. Empty: the primary alone. */
  selected: ReadonlySet<number>
  /** Where a range selection starts. */
  anchor: number | undefined
}

export const listStart: ListSetup = { filter: '', statuses: undefined, sort: 'mass', descending: true }

export const useListState = create<ListState>()(() => ({ ...listStart, run: undefined, selected: new Set(), anchor: undefined }))

export function setList(change: Partial<ListSetup>): void {
  useListState.setState(change)
}

/** Another run has other features: the selection ends, filter and order stay. */
export function startListOf(run: string): void {
  if (useListState.getState().run !== run) useListState.setState({ run, selected: new Set(), anchor: undefined })
}

/** Sorts by a column; by the same column again the other way round. Names and ids begin with the lowest, numbers with the highest. */
export function sortAfter(setup: ListSetup, sort: FeatureSort): Pick<ListSetup, 'sort' | 'descending'> {
  if (setup.sort === sort) return { sort, descending: !setup.descending }
  return { sort, descending: !['feature', 'label', 'status'].includes(sort) }
}

const sortNames: Record<string, FeatureSort> = {
  id: 'feature',
  feature: 'feature',
  density: 'density',
  mean: 'mean',
  max: 'max',
  mass: 'mass',
  nearest: 'nearestCosine',
  cosine: 'nearestCosine',
  label: 'label',
  status: 'status',
  state: 'status',
  quiz: 'quiz',
  'rule-f1': 'ruleF1'
}

/** Takes a `sort:mass` or `sort:-mass` out of filter text: the order is not part of what matches. */
export function withoutSort(text: string): { filter: string; order: Pick<ListSetup, 'sort' | 'descending'> | undefined } {
  const match = /(?:^|\s)sort:(-?)([a-z][\w-]*)(?=\s|$)/i.exec(text)
  const sort = match && sortNames[match[2]?.toLowerCase() ?? '']
  if (!match || !sort) return { filter: text, order: undefined }
  const filter = (text.slice(0, match.index) + text.slice(match.index + match[0].length)).trim()
  const natural = sortAfter({ ...listStart, sort: sort === 'mass' ? 'max' : 'mass' }, sort)
  return { filter, order: match[1] === '-' ? { sort, descending: !natural.descending } : natural }
}

/** The feature one step on in a list, from where it is or, when it left the list, from where it stood. */
export function featureAfter(ids: Uint32Array, index: number, lastIndex: number, step: 1 | -1): number | undefined {
  if (ids.length === 0) return undefined
  const from = index >= 0 ? index + step : step > 0 ? lastIndex : lastIndex - 1
  return ids[Math.min(ids.length - 1, Math.max(0, from))]
}
