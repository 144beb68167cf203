/** What a data set of a project is, in words: split, filter, weights, what was left out, shards. Pure. */
import type { FileReference } from '../../../contract/records/basics'
import type { Dataset } from '../../../contract/records/dataset'
import { formatCount, formatPlural } from '../../widgets/format'

export function splitText({ split }: Pick<Dataset, 'split'>): string {
  if (split.by === 'column') return `by the column “${split.column}”`
  return split.by === 'none' ? 'none' : `every ${split.every}th ${split.by} validates`
}

export function leftOutText({ leftOut, outliers }: Pick<Dataset, 'leftOut' | 'outliers'>): string {
  if (leftOut.count === 0) return outliers.rule === 'drop' ? '0 rows' : `0 rows, outliers: ${outliers.rule}`
  const parts = [
    leftOut.outliers > 0 && `${formatCount(leftOut.outliers)} over ${outliers.factor} × median`,
    leftOut.notFinite > 0 && `${formatCount(leftOut.notFinite)} not finite`,
    leftOut.filtered && `${formatCount(leftOut.filtered)} filtered`,
    leftOut.test && `${formatCount(leftOut.test)} test`
  ]
  return `${formatCount(leftOut.count)} rows: ${parts.filter(Boolean).join(', ')}`
}

/** `domain: code, docs`. */
export function filterText({ filter }: Pick<Dataset, 'filter'>): string {
  return filter ? `${filter.column}: ${filter.values.join(', ')}` : 'none'
}

/** `domain: code 2, docs 0.5`; other values weigh 1. */
export function weightsText({ weights }: Pick<Dataset, 'weights'>): string {
  if (!weights) return 'none'
  const each = Object.entries(weights.weights).map(([value, weight]) => `${value} ${weight}`)
  return `${weights.column}: ${each.join(', ')}`
}

/** `/data/acts:resid, 12 shards: chunk-0.npy … chunk-11.npy`. */
export function placeText({ path, array, files }: Pick<FileReference, 'path' | 'array' | 'files'>): string {
  const shards = files ? `, ${formatPlural(files.length, 'shard')}: ${files[0]} … ${files.at(-1)}` : ''
  return `${path}${array ? `:${array}` : ''}${shards}`
}
