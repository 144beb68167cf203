/** Which features match a filter, in which order: numbers from columns in memory, labels from the search. */
import { LabelStatus } from '../../../contract/records/label'
import type { FactColumns, FeatureSelection } from '../feature-records'
import type { LabelSearch } from '../tables/label-search'
import type { ScoreReader } from './category-scores'
import { type Comparison, type FeatureFilter, parseFilter } from './filter'
import { orderByNumbers } from './order'

/** Ids of the matching features in the order that is asked for, ties by id. */
export function selectFeatures(
  selection: FeatureSelection,
  columns: FactColumns,
  { search, scores }: { search: LabelSearch; scores: ScoreReader }
): Uint32Array {
  const filter = parseFilter(selection.filter ?? '')
  const statuses = selection.statuses ? [...filter.statuses, selection.statuses] : filter.statuses
  const matches = new Uint8Array(columns.count).fill(1)
  narrowByNumbers(matches, columns, filter)
  for (const condition of filter.scores) narrowByCondition(matches, scores(selection.run, condition), condition)
  narrowByLabels(matches, selection.run, { ...filter, statuses: statuses as LabelStatus[][] }, search)
  const ids = idsOf(matches)
  const { run, sortScore, descending = true } = selection
  if (sortScore) return orderByNumbers(ids, Float64Array.from(scores(run, sortScore)), descending)
  return ordered(ids, selection, columns, search)
}

function narrowByNumbers(matches: Uint8Array, columns: FactColumns, filter: FeatureFilter): void {
  for (const condition of filter.numbers) narrowByCondition(matches, columns[condition.key], condition)
  for (const ranges of filter.ids) narrowTo(matches, idsInRanges(ranges, matches.length))
  if (filter.dead === undefined) return
  for (let i = 0; i < matches.length; i += 1) if ((columns.activeRows[i] === 0) !== filter.dead) matches[i] = 0
}

function narrowByCondition(
  matches: Uint8Array,
  column: Float64Array | Float32Array,
  { comparison, value }: { comparison: Comparison; value: number }
): void {
  const holds = {
    '<': (one: number) => one < value,
    '<=': (one: number) => one <= value,
    '>': (one: number) => one > value,
    '>=': (one: number) => one >= value,
    '=': (one: number) => one === value
  }[comparison]
  for (let i = 0; i < matches.length; i += 1) if (!holds(column[i])) matches[i] = 0
}

function narrowByLabels(matches: Uint8Array, run: string, filter: FeatureFilter, search: LabelSearch): void {
  if (filter.words.length > 0) narrowTo(matches, search.unsortedByWords(run, filter.words))
  for (const tag of filter.tags) narrowTo(matches, search.unsortedByTag(run, tag))
  for (const statuses of filter.statuses) narrowByStatus(matches, run, statuses, search)
}

/** A feature nobody touched is pending, so pending is what remains when the other states are taken away. */
function narrowByStatus(matches: Uint8Array, run: string, statuses: readonly LabelStatus[], search: LabelSearch): void {
  if (statuses.includes('pending')) {
    const others = LabelStatus.options.filter((status) => !statuses.includes(status))
    for (const feature of search.unsortedByStatus(run, others)) matches[feature] = 0
  } else narrowTo(matches, search.unsortedByStatus(run, statuses))
}

function narrowTo(matches: Uint8Array, features: Iterable<number>): void {
  const inside = new Uint8Array(matches.length)
  for (const feature of features) inside[feature] = 1
  for (let i = 0; i < matches.length; i += 1) matches[i] &= inside[i]
}

function* idsInRanges(ranges: { from: number; to: number }[], count: number): Iterable<number> {
  for (const { from, to } of ranges) for (let id = from; id <= Math.min(to, count - 1); id += 1) yield id
}

function idsOf(matches: Uint8Array): Uint32Array {
  let count = 0
  for (const match of matches) count += match
  const ids = new Uint32Array(count)
  for (let i = 0, at = 0; i < matches.length; i += 1) if (matches[i]) ids[at++] = i
  return ids
}

function ordered(ids: Uint32Array, selection: FeatureSelection, columns: FactColumns, search: LabelSearch): Uint32Array {
  const { run, sort = 'mass', descending = true } = selection
  if (sort === 'feature') return descending ? ids.reverse() : ids
  if (sort === 'label') return orderByLabel(ids, search.unsortedTexts(run), descending)
  if (sort === 'status') return orderByNumbers(ids, statusRanks(run, columns.count, search), descending)
  return orderByFact(ids, columns[sort], descending)
}

/** By a number; features that have none come last in either direction. */
function orderByFact(ids: Uint32Array, column: Float64Array, descending: boolean): Uint32Array {
  const known = ids.filter((id) => !Number.isNaN(column[id]))
  const order = orderByNumbers(known, column, descending)
  if (known.length === ids.length) return order
  const all = new Uint32Array(ids.length)
  all.set(order)
  all.set(
    ids.filter((id) => Number.isNaN(column[id])),
    known.length
  )
  return all
}

/** By label, whatever the case; those without one last in either direction. */
function orderByLabel(ids: Uint32Array, texts: { feature: number; label: string }[], descending: boolean): Uint32Array {
  const wanted = new Set(ids)
  const direction = descending ? -1 : 1
  const labeled = texts
    .filter(({ feature }) => wanted.delete(feature))
    .map(({ feature, label }) => ({ feature, key: label.toLowerCase() }))
    .sort((a, b) => (a.key === b.key ? a.feature - b.feature : a.key < b.key ? -direction : direction))
  return Uint32Array.from([...labeled.map(({ feature }) => feature), ...wanted])
}

/** Position of each feature's status in pending, draft, labeled, not interpretable, flagged, later. */
function statusRanks(run: string, count: number, search: LabelSearch): Float64Array {
  const ranks = new Float64Array(count)
  LabelStatus.options.forEach((status, rank) => {
    for (const feature of search.unsortedByStatus(run, [status])) ranks[feature] = rank
  })
  return ranks
}
