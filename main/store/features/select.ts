/** Which features match a filter, in which order: numbers from columns in memory, labels from the search. */
import type { CheckState } from '../../../contract/records/check-marks'
import { LabelStatus } from '../../../contract/records/label'
import { LoupeError } from '../../../contract/wire/errors'
import type { FactColumns, FactKey, FeatureSelection } from '../feature-records'
import { type CheckColumns, type CheckKey, stateNumber } from '../tables/check-marks'
import type { LabelSearch } from '../tables/label-search'
import type { SuggestionTable } from '../tables/suggestions'
import type { ScoreReader } from './category-scores'
import type { Comparison, FeatureFilter, SuggestionCondition } from './feature-filter'
import { parseFilter } from './filter'
import { orderByNumbers } from './order'

interface SelectionSources {
  search: LabelSearch
  scores: ScoreReader
  /** Undefined where they are hidden from who asks. */
  suggestions: Pick<SuggestionTable, 'unsortedFeatures'> | undefined
  /** Read only where the selection speaks of checks. */
  checks: () => CheckColumns
}

/** Ids of the matching features in the order that is asked for, ties by id. */
export function selectFeatures(
  selection: FeatureSelection,
  columns: FactColumns,
  { search, scores, suggestions, checks: readChecks }: SelectionSources
): Uint32Array {
  const checks = once(readChecks)
  const filter = parseFilter(selection.filter ?? '')
  const statuses = selection.statuses ? [...filter.statuses, selection.statuses] : filter.statuses
  const matches = new Uint8Array(columns.count).fill(1)
  narrowByNumbers(matches, columns, filter, checks)
  narrowByStates(matches, filter, checks)
  for (const condition of filter.scores) narrowByCondition(matches, scores(selection.run, condition), condition)
  narrowByLabels(matches, selection.run, { ...filter, statuses: statuses as LabelStatus[][] }, search)
  for (const condition of filter.suggestions) narrowBySuggestions(matches, selection.run, condition, suggestions)
  const ids = idsOf(matches)
  const { run, sortScore, descending = true } = selection
  if (sortScore) return orderByNumbers(ids, scores(run, sortScore), descending)
  if (selection.sort === 'quiz' || selection.sort === 'ruleF1') return orderByFact(ids, checks()[selection.sort], descending)
  return ordered(ids, { ...selection, sort: selection.sort }, columns, search)
}

function narrowByNumbers(matches: Uint8Array, columns: FactColumns, filter: FeatureFilter, checks: () => CheckColumns): void {
  for (const condition of filter.numbers) {
    const { key } = condition
    narrowByCondition(matches, key in columns ? columns[key as FactKey] : checks()[key as CheckKey], condition)
  }
  for (const ranges of filter.ids) narrowToRanges(matches, ranges)
  if (filter.dead === undefined) return
  for (let i = 0; i < matches.length; i += 1) if ((columns.activeRows[i] === 0) !== filter.dead) matches[i] = 0
}

function narrowByStates(matches: Uint8Array, { quizzes, rules }: FeatureFilter, checks: () => CheckColumns): void {
  const narrow = (states: readonly CheckState[], column: Uint8Array) => {
    const wanted = states.map(stateNumber)
    for (let i = 0; i < matches.length; i += 1) if (!wanted.includes(column[i])) matches[i] = 0
  }
  for (const states of quizzes) narrow(states, checks().quizState)
  for (const states of rules) narrow(states, checks().ruleState)
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
  for (const group of filter.groups) narrowTo(matches, search.unsortedByGroup(run, group))
  for (const statuses of filter.statuses) narrowByStatus(matches, run, statuses, search)
}

/** A feature nobody touched is pending, so pending is what remains when the other states are taken away. */
function narrowByStatus(matches: Uint8Array, run: string, statuses: readonly LabelStatus[], search: LabelSearch): void {
  if (statuses.includes('pending')) {
    const others = LabelStatus.options.filter((status) => !statuses.includes(status))
    for (const feature of search.unsortedByStatus(run, others)) matches[feature] = 0
  } else narrowTo(matches, search.unsortedByStatus(run, statuses))
}

function narrowBySuggestions(
  matches: Uint8Array,
  run: string,
  wanted: SuggestionCondition,
  suggestions: SelectionSources['suggestions']
): void {
  if (!suggestions)
    throw new LoupeError('usage', 'Suggestions are hidden in blind mode, and so is which features have some', {
      hint: 'Take “suggestion:” out of the filter, or turn blind mode off.'
    })
  const source = wanted === 'yes' || wanted === 'no' ? null : wanted
  const features = suggestions.unsortedFeatures(run, source)
  if (wanted === 'no') for (const feature of features) matches[feature] = 0
  else narrowTo(matches, features)
}

function narrowTo(matches: Uint8Array, features: Iterable<number>): void {
  const inside = new Uint8Array(matches.length)
  for (const feature of features) inside[feature] = 1
  keepInside(matches, inside)
}

function narrowToRanges(matches: Uint8Array, ranges: { from: number; to: number }[]): void {
  const inside = new Uint8Array(matches.length)
  for (const { from, to } of ranges) inside.fill(1, from, to + 1)
  keepInside(matches, inside)
}

function keepInside(matches: Uint8Array, inside: Uint8Array): void {
  for (let i = 0; i < matches.length; i += 1) matches[i] &= inside[i]
}

function idsOf(matches: Uint8Array): Uint32Array {
  let count = 0
  for (const match of matches) count += match
  const ids = new Uint32Array(count)
  for (let i = 0, at = 0; i < matches.length; i += 1) if (matches[i]) ids[at++] = i
  return ids
}

type StoredOrder = FeatureSelection & { sort: Exclude<FeatureSelection['sort'], 'quiz' | 'ruleF1'> }

function ordered(ids: Uint32Array, selection: StoredOrder, columns: FactColumns, search: LabelSearch): Uint32Array {
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
  const waiting = new Uint8Array(ids.length === 0 ? 0 : ids[ids.length - 1] + 1)
  for (const id of ids) waiting[id] = 1
  const direction = descending ? -1 : 1
  const labeled = texts
    .filter(({ feature }) => waiting[feature] === 1)
    .map(({ feature, label }) => ({ feature, key: label.toLowerCase() }))
    .sort((a, b) => (a.key === b.key ? a.feature - b.feature : a.key < b.key ? -direction : direction))
  for (const { feature } of labeled) waiting[feature] = 0
  const all = new Uint32Array(ids.length)
  all.set(labeled.map(({ feature }) => feature))
  all.set(
    ids.filter((id) => waiting[id] === 1),
    labeled.length
  )
  return all
}

/** Position of each feature's status in pending, draft, labeled, not interpretable, flagged, later. */
function statusRanks(run: string, count: number, search: LabelSearch): Float64Array {
  const ranks = new Float64Array(count)
  LabelStatus.options.forEach((status, rank) => {
    for (const feature of search.unsortedByStatus(run, [status])) ranks[feature] = rank
  })
  return ranks
}

function once<T>(read: () => T): () => T {
  let known: T | undefined
  return () => (known ??= read())
}
