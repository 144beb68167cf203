/** Which runs the table lists, in which order, and in what they differ. Pure. */

import { architectureWords } from '../../../../contract/records/architecture-words'
import type { Run } from '../../../../contract/records/run'
import type { RunGroup } from '../../../../contract/records/run-group'
import { comparable, configFields, fieldText, isOwn } from '../config-fields'
import type { ConfigField } from '../fields/field'
import { kindWords } from '../fields/words'

/** Columns that every run has; fields of the configuration come beside them. */
export const runColumns = [
  'name',
  'state',
  'architecture',
  'kind',
  'width',
  'l0',
  'explained',
  'dead',
  'seed',
  'duration',
  'tags',
  'note'
] as const
export type RunColumn = (typeof runColumns)[number]

type Value = string | number | undefined

/** What a run is sorted and compared by in a column. */
export function columnValue(run: Run, column: RunColumn): Value {
  const { config, validation } = run
  const values: Record<RunColumn, Value> = {
    name: run.name,
    state: run.state,
    architecture: architectureWords[config.architecture],
    kind: kindWords[config.kind ?? 'sae'],
    width: config.dSae,
    l0: validation?.l0,
    explained: validation?.explained_variance,
    dead: deadShare(run),
    seed: config.seed,
    duration: run.seconds,
    tags: run.tags.join(' '),
    note: run.note
  }
  return values[column]
}

/** Features that fired on no validation row, as a share of all. */
export function deadShare({ config, validation }: Run): number | undefined {
  return validation?.dead === undefined ? undefined : validation.dead / config.dSae
}

/** Runs with a value come first whatever the order, equal ones latest first. */
export function sortRuns(runs: readonly Run[], column: RunColumn, descending: boolean): Run[] {
  const sign = descending ? -1 : 1
  return [...runs].sort((a, b) => {
    const [one, other] = [columnValue(a, column), columnValue(b, column)]
    if (isMissing(one) || isMissing(other)) return Number(isMissing(one)) - Number(isMissing(other)) || b.createdAt - a.createdAt
    const order = typeof one === 'number' && typeof other === 'number' ? one - other : String(one).localeCompare(String(other))
    return sign * order || b.createdAt - a.createdAt
  })
}

/** Runs in which every word of the filter is found: name, architecture, kind, state, tags, note, sweep. */
export function filterRuns(runs: readonly Run[], filter: string, isArchive: boolean, groups: readonly RunGroup[]): Run[] {
  const words = filter.toLowerCase().split(/\s+/).filter(Boolean)
  const groupNames = new Map(groups.map((group) => [group.id, group.name]))
  return runs.filter((run) => {
    if (run.archived && !isArchive) return false
    const { config } = run
    const said = [run.name, run.state, config.architecture, architectureWords[config.architecture], run.note, ...run.tags]
    const all = [...said, kindWords[config.kind ?? 'sae'], groupNames.get(run.group ?? '')].join(' ').toLowerCase()
    return words.every((word) => all.includes(word))
  })
}

/** Columns whose values are not the same in all of these runs; the name and what was measured always are listed. */
export function differingColumns(runs: readonly Run[]): RunColumn[] {
  const always: RunColumn[] = ['name', 'l0', 'explained']
  const isEqual = (column: RunColumn) => runs.every((run) => columnValue(run, column) === columnValue(runs[0], column))
  return runColumns.filter((column) => always.includes(column) || !isEqual(column))
}

/** Fields of the configuration that are not the same in all of these runs. */
export function differingFields(runs: readonly Run[]): ConfigField[] {
  const texts = (field: ConfigField) => new Set(runs.map(({ config }) => comparable(field, config)))
  return configFields.filter((field) => texts(field).size > 1)
}

/** A field as the run has it, `–` where it means nothing there. */
export function ownText(field: ConfigField, { config }: Run, runs: readonly Run[] = []): string {
  return isOwn(field, config) ? fieldText(field, config, runs) : '–'
}

function isMissing(value: Value): boolean {
  return value === undefined || Number.isNaN(value)
}
