/** Whether so many trainings at a time fit into this machine. Each alone was checked before. */
import { totalmem } from 'node:os'
import type { RunConfig } from '../../../contract/records/run'
import { LoupeError } from '../../../contract/wire/errors'
import { type DataSize, trainingBytes } from '../../training/index'

/** Throws config for `parallel`; `memoryBytes`: what this machine has. */
export function checkMemory(configs: readonly RunConfig[], parallel: number, data: DataSize, memoryBytes = totalmem()): void {
  const largest = configs.map((config) => trainingBytes(config, data)).sort((a, b) => b - a)
  const needed = largest.slice(0, parallel).reduce((sum, bytes) => sum + bytes, 0)
  if (needed <= 0.9 * memoryBytes) return
  const gigabytes = (bytes: number) => (bytes / 2 ** 30).toFixed(1)
  const count = Math.min(parallel, configs.length)
  throw new LoupeError(
    'config',
    `${count} of these runs at the same time need about ${gigabytes(needed)} GB of memory; the machine has ${gigabytes(memoryBytes)} GB.`,
    { hint: 'Train fewer at a time.', place: 'parallel' }
  )
}
