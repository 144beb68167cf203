/** The images of some rows: from a table that was just chosen, or from the row table of a data set, wherever that lies now. */
import type { ArraySource } from '../../../../contract/records/basics'
import type { RowImage } from '../../../../contract/records/image'
import { LoupeError } from '../../../../contract/wire/errors'
import { resolveReference, rowImages } from '../../../datasets/index'
import type { DataPlace } from '../protocol/data-place'

/** Throws not-found or changed when the row table is not the one that the data set was made from. */
export async function images(rowTable: ArraySource | DataPlace, rows: number[], signal: AbortSignal): Promise<RowImage[]> {
  return rowImages('dataset' in rowTable ? await tableOf(rowTable) : rowTable, rows, signal)
}

function tableOf({ dataset, project }: DataPlace): Promise<ArraySource> {
  if (dataset.rowTable) return resolveReference(dataset.rowTable, project)
  throw new LoupeError('not-found', 'This data set has no row table.', { hint: 'Make a project with a table that has images.' })
}
