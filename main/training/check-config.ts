/** Refuses impossible configurations in words, before anything starts. A concern is a file in check-config/. */
import { totalmem } from 'node:os'
import type { RunConfig } from '../../contract/records/run'
import { LoupeError } from '../../contract/wire/errors'
import { deadFeatureRule } from './check-config/dead-features'
import { kindOnData, normalization, tiedStart, unitDecoder } from './check-config/kind'
import { memory } from './check-config/memory'
import type { Check } from './check-config/problem'
import { numbers, wholeNumbers } from './check-config/ranges'
import { foreignFields, idleFields, sparsity } from './check-config/sparsity'
import { batch, optimizer, patience, schedule, steps } from './check-config/steps'
import type { DataSize } from './data-size'

const checks: readonly Check[] = [
  wholeNumbers,
  numbers,
  foreignFields,
  sparsity,
  deadFeatureRule,
  idleFields,
  kindOnData,
  unitDecoder,
  tiedStart,
  normalization,
  steps,
  schedule,
  optimizer,
  batch,
  patience,
  memory
]

/** Throws `config` for the first problem, with the field as its place. `memoryBytes`: what this machine has. */
export function checkConfig(config: RunConfig, data: DataSize, memoryBytes = totalmem()): void {
  for (const check of checks) {
    const problem = check(config, data, memoryBytes)
    if (problem) throw new LoupeError('config', problem.message, { place: problem.field, hint: problem.hint })
  }
}
