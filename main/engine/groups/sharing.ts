/** Which runs can read the same batches: those whose order of rows is one, from the same step on. Pure. */
import type { Run, RunConfig } from '../../../contract/records/run'
import { differingFields, fieldText, type RunField } from '../../../contract/records/run-fields'
import { LoupeError } from '../../../contract/wire/errors'

/** What decides the batches, and what is one for a whole process. */
const sharedFields: readonly RunField[] = ['batchRows', 'seed', 'shuffleBlockMB', 'shufflePoolMB', 'featuresOf', 'precision']

/** Throws config, naming the field, where these runs can not read the same batches. */
export function checkSharing(configs: readonly RunConfig[]): void {
  const field = differingFields(configs).find((one) => sharedFields.includes(one))
  if (field === undefined) return
  const values = [...new Set(configs.map((config) => fieldText(config[field]) || 'none'))]
  throw new LoupeError('config', `Runs that read the same batches need the same ${field}; these have ${values.join(', ')}.`, {
    hint: `Give ${field} in the base, or train the runs one by one.`,
    place: field
  })
}

/** Those that are after the same step: the others have batches behind them that these still need. */
export function sharingSets(runs: readonly Run[]): string[][] {
  const sets = new Map<number, string[]>()
  for (const { id, checkpoints } of runs) {
    const step = checkpoints.at(-1)?.step ?? 0
    sets.set(step, [...(sets.get(step) ?? []), id])
  }
  return [...sets.values()]
}
