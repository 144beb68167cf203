/** What files of features need, and the others do not: an analysis, examples with tokens. */
import { LoupeError } from '../../../contract/wire/errors'
import type { ExportMaterial, RowTable, StoredActivations } from '../export/material'

/** Throws usage when the run was not analyzed. */
export function analysisOf({ activations, rows, origin }: ExportMaterial): { activations: StoredActivations; rows: RowTable } {
  if (activations && rows) return { activations, rows }
  throw new LoupeError('usage', `${origin.run.name} was not analyzed, so there are no activations to write.`, {
    hint: 'Analyze the run first.',
    place: 'run'
  })
}

/** What contexts lack where rows have no tokens. */
export function tokenGaps({ rows }: ExportMaterial): string[] {
  return rows?.hasTokens === false ? ['The data has no tokens: contexts show the numbers of rows.'] : []
}
