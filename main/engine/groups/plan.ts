/** The runs that a sweep's plan makes: every combination of a grid, or a list; each with its configuration and what is wrong with it. */
import type { Dataset } from '../../../contract/records/dataset'
import type { RunConfig } from '../../../contract/records/run'
import { checkedFields, differingFields, fieldText, type RunField } from '../../../contract/records/run-fields'
import { mostMembers, type PlannedRun, type SweepPlan } from '../../../contract/records/run-group'
import { type ErrorRecord, errorRecordFrom, LoupeError } from '../../../contract/wire/errors'
import type { ProjectStore } from '../../store/project-store'
import { checkConfig, defaultConfig } from '../../training/index'
import { dataSize, withSources } from '../jobs/train-spec'

/** Throws `usage` for a plan that can not be read: neither grid nor list, a field that does not exist, too many runs. */
export function plannedRuns(store: ProjectStore, data: Dataset, plan: SweepPlan): PlannedRun[] {
  const given = membersOf(plan).map((member) => checkedFields({ ...plan.base, ...member }))
  const fields = differingFields(given)
  return given.map((member, i) => ({
    name: nameOf(member, fields) || String(i + 1),
    ...configuration(store, data, member)
  }))
}

/** Of what differs, as far as it is given; without commas inside of values. */
function nameOf(member: Partial<RunConfig>, fields: readonly RunField[]): string {
  const own = fields.filter((field) => member[field] !== undefined)
  return own.map((field) => `${field}=${fieldText(member[field]).replaceAll(',', '/')}`).join(',')
}

function membersOf({ grid, runs }: SweepPlan): Record<string, unknown>[] {
  if (grid && runs) throw planError('A sweep has a grid or a list of runs, not both')
  if (runs) return runs
  if (!grid || Object.keys(grid).length === 0) throw planError('This sweep has neither a grid nor a list of runs')
  const count = Object.values(grid).reduce((product, values) => product * values.length, 1)
  if (count > mostMembers) throw planError(`This sweep would be ${count} runs; ${mostMembers} is the most`)
  return combinations(Object.entries(grid))
}

/** The last field changes fastest. */
function combinations([first, ...others]: [string, unknown[]][]): Record<string, unknown>[] {
  if (!first) return [{}]
  const [field, values] = first
  return values.flatMap((value) => combinations(others).map((other) => ({ [field]: value, ...other })))
}

function configuration(store: ProjectStore, data: Dataset, given: Partial<RunConfig>): Pick<PlannedRun, 'config' | 'problem'> {
  const { architecture = 'topk' } = given
  const size = dataSize(store, data, given)
  const config = defaultConfig(architecture, size, given)
  try {
    checkConfig(config, size)
    return { config: withSources(store, config) }
  } catch (thrown) {
    return { config, problem: problemOf(thrown) }
  }
}

/** What can be put into words; a defect is thrown on. */
function problemOf(thrown: unknown): ErrorRecord {
  if (thrown instanceof LoupeError) return errorRecordFrom(thrown)
  throw thrown
}

function planError(message: string): LoupeError {
  return new LoupeError('usage', message, {
    hint: 'Give {"base": {…}, "grid": {"k": [16, 32]}} or {"base": {…}, "runs": [{"k": 16}, {"k": 32}]}.'
  })
}
