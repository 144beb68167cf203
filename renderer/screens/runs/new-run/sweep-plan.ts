/** A sweep while it is being written: which fields take which values, and the plan that comes of it. Pure. */
import type { SweepPlan } from '../../../../contract/records/run-group'
import { currentValue, fieldOf, fieldsOf } from '../config-fields'
import type { ConfigKey, ConfigValue } from '../fields/field'
import { type ConfigDraft, givenFor } from './config-draft'
import { readTexts, textOf } from './field-text'

/** One field that takes several values; a choice holds the chosen ones, everything else what was typed. */
export interface SweepAxis {
  key: ConfigKey
  text: string
}

export interface SweepDraft {
  axes: readonly SweepAxis[]
  /** Every combination of all values, or the first of each together, then the second … */
  mode: 'grid' | 'list'
  /** Runs that train at the same time. */
  parallel: number
  /** One process reads each batch once for all of them. */
  share: boolean
}

export const noSweep: SweepDraft = { axes: [], mode: 'grid', parallel: 1, share: false }

/** Runs that one sweep may have; the engine refuses more. */
export const mostRuns = 1_000

export interface SweepReading {
  /** Absent while something in it is wrong. */
  plan?: SweepPlan
  /** Runs that it makes; 0 while something is wrong. */
  count: number
  /** By place among the axes. */
  problems: (string | undefined)[]
}

/** The values of an axis, or why there are none. */
export function axisValues(axis: SweepAxis): { values: ConfigValue[] } | { problem: string } {
  const read = readTexts(fieldOf(axis.key), axis.text)
  if ('values' in read && read.values.length === 0) return { problem: 'Give values with commas between.' }
  return read
}

/** What a sweep over a draft makes. Fields that nobody set are left to the defaults of each member. */
export function readSweep(draft: ConfigDraft, sweep: SweepDraft): SweepReading {
  const read = sweep.axes.map(axisValues)
  const problems = read.map((one) => ('problem' in one ? one.problem : undefined))
  const values = read.map((one) => ('values' in one ? one.values : []))
  if (sweep.mode === 'list') markUneven(values, problems)
  const count = sweep.mode === 'grid' ? values.reduce((product, list) => product * list.length, 1) : (values[0]?.length ?? 0)
  if (count > mostRuns) problems[0] ??= `That makes ${count} runs; ${mostRuns} at most.`
  if (values.length === 0 || problems.some((problem) => problem !== undefined)) return { count: 0, problems }
  return { plan: { base: baseOf(draft, sweep), ...membersOf(sweep, values, count) }, count, problems }
}

/** Fields that can be swept and are not yet. */
export function freeFields(draft: ConfigDraft, sweep: SweepDraft): ConfigKey[] {
  const taken = sweep.axes.map((axis) => axis.key)
  return fieldsOf(draft.config)
    .filter((field) => field.kind !== 'source' && !taken.includes(field.key))
    .map((field) => field.key)
}

/** Puts a value into a choice's axis or takes it out; the others keep their order. */
export function toggleValue(axis: SweepAxis, value: string): SweepAxis {
  const options = Object.keys(fieldOf(axis.key).words ?? {})
  const chosen = axis.text.split(' ').filter((word) => word !== '')
  const next = options.filter((option) => (option === value ? !chosen.includes(option) : chosen.includes(option)))
  return { ...axis, text: next.join(' ') }
}

function markUneven(values: ConfigValue[][], problems: (string | undefined)[]): void {
  const most = Math.max(0, ...values.map((list) => list.length))
  for (const [i, list] of values.entries())
    if (list.length !== most) problems[i] ??= `${list.length} values beside ${most}: each run takes one of each.`
}

/** What the person set, and what the form shows that others are derived from. */
function baseOf(draft: ConfigDraft, sweep: SweepDraft): Record<string, unknown> {
  const { architecture, kind, steps, dSae, batchRows } = draft.config
  const base = { architecture, kind, steps, dSae, batchRows, ...givenFor(draft, architecture) }
  const swept = sweep.axes.map((axis) => axis.key as string)
  return Object.fromEntries(Object.entries(base).filter(([key, value]) => value !== undefined && !swept.includes(key)))
}

function membersOf(sweep: SweepDraft, values: ConfigValue[][], count: number): Pick<SweepPlan, 'grid' | 'runs'> {
  const named = sweep.axes.map((axis, i) => [axis.key, values[i]] as const)
  if (sweep.mode === 'grid') return { grid: Object.fromEntries(named) }
  return { runs: Array.from({ length: count }, (_, i) => Object.fromEntries(named.map(([key, list]) => [key, list[i]]))) }
}

/** A new axis starts at what the field has now. */
export function axisFor(draft: ConfigDraft, key: ConfigKey): SweepAxis {
  return { key, text: textOf(currentValue(fieldOf(key), draft.config)) }
}
