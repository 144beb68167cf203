/** Runs side by side: the fields of their configurations that differ, and what came of them. */
import type { Run } from '../../contract/records/run'
import { differingFields, fieldText, type RunField } from '../../contract/records/run-fields'
import { count, duration, short, table } from './numbers'

export interface ComparedRun {
  run: string
  name: string
  state: Run['state']
  steps: number
  /** Values of the differing fields, those that it has. */
  differs: Partial<Run['config']>
  /** Of validation, where it was measured. */
  fvu?: number
  l0?: number
  dead?: number
  rowsPerSecond?: number
  seconds: number
}

export interface Comparison {
  fields: RunField[]
  runs: ComparedRun[]
}

export function comparison(runs: readonly Run[]): Comparison {
  const fields = differingFields(runs.map(({ config }) => config))
  return { fields, runs: runs.map((run) => comparedRun(run, fields)) }
}

function comparedRun({ id, name, state, step, seconds, config, validation = {} }: Run, fields: readonly RunField[]): ComparedRun {
  const own = fields.filter((field) => config[field] !== undefined)
  const { fvu, l0, dead } = validation
  return {
    run: id,
    name,
    state,
    steps: step,
    differs: Object.fromEntries(own.map((field) => [field, config[field]])),
    ...(fvu === undefined ? {} : { fvu }),
    ...(l0 === undefined ? {} : { l0 }),
    ...(dead === undefined ? {} : { dead }),
    ...(seconds > 0 ? { rowsPerSecond: (step * config.batchRows) / seconds } : {}),
    seconds
  }
}

export function comparisonLines({ fields, runs }: Comparison): string[] {
  const head = ['run', 'state', ...fields, 'fvu', 'l0', 'dead', 'rows/s', 'time']
  const rows = runs.map((run) => [
    run.name,
    run.state,
    ...fields.map((field) => fieldText(run.differs[field]) || '–'),
    short(run.fvu),
    short(run.l0),
    short(run.dead),
    run.rowsPerSecond === undefined ? '–' : count(run.rowsPerSecond),
    duration(run.seconds)
  ])
  return table(head, rows)
}
