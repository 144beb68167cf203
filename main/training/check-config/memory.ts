/** What a training needs of the machine's memory, about; by formula, before anything is measured (probe.ts measures). */
import type { RunConfig } from '../../../contract/records/run'
import { rowsAtOnce } from '../../dictionaries'
import { type DataSize, outputWidth } from '../data-size'
import type { Check } from './problem'

export const memory: Check = (config, data, memoryBytes) => {
  const needed = trainingBytes(config, data)
  if (needed <= 0.9 * memoryBytes) return undefined
  const gigabytes = (bytes: number): string => (bytes / 2 ** 30).toFixed(1)
  return {
    field: weightBytes(config, data) > needed / 2 ? 'dSae' : config.rowsAtOnce ? 'rowsAtOnce' : 'batchRows',
    message: `This needs about ${gigabytes(needed)} GB of memory; the machine has ${gigabytes(memoryBytes)} GB.`,
    hint: 'Use fewer features, or fewer rows at once.'
  }
}

/** Matrices [rows, dSae] that are in memory at the same time, at most. */
const denseMatrices: Record<RunConfig['architecture'], number> = {
  topk: 2,
  batchtopk: 2,
  matryoshka: 2,
  jumprelu: 2,
  gated: 3,
  'relu-l1': 4,
  'relu-l1-2023': 4,
  kl: 4,
  'p-anneal': 4
}

/** The runtime, the libraries and two pools of rows. */
const baseBytes = 500 * 2 ** 20

/** Bytes that training needs at its peak, about: weights, two moments, gradients and one copy; activations of a batch. */
export function trainingBytes(config: RunConfig, data: DataSize): number {
  const { architecture, batchRows, dSae } = config
  // Larger batches are split by themselves.
  const rows = Math.min(batchRows, rowsAtOnce(config))
  return weightBytes(config, data) + denseMatrices[architecture] * rows * dSae * 4 + baseBytes
}

function weightBytes({ dSae, kind, emaDecay }: RunConfig, data: DataSize): number {
  const copies = emaDecay ? 6 : 5
  return copies * dSae * (data.dIn + outputWidth(kind, data)) * 4
}
