/** What the defaults of a part depend on. */
import type { Architecture } from '../../../contract/records/run'
import type { DataSize } from '../data-size'

export interface RunSize extends DataSize {
  architecture: Architecture
  dSae: number
  batchRows: number
  steps: number
}

/** Active features per row to aim at: Gao 2024 and the field's usual k; half the width for data of few dimensions. */
export function usualL0({ dIn, dSae }: RunSize): number {
  return Math.max(1, Math.min(32, Math.floor(dIn / 2), dSae))
}

/** Two digits: a default should not look like a measurement. */
export function roundedTo2(value: number): number {
  return Number(value.toPrecision(2))
}
