/** The numbers of a feature: their names in the contract and the columns of the table `facts` that hold them. */
import type { FactKey } from '../feature-records'

/** Column of each number; the record is complete by its type. */
export const factColumnNames: Record<FactKey, string> = {
  density: 'density',
  activeRows: 'active_rows',
  mean: 'mean',
  max: 'max',
  mass: 'mass',
  nearestCosine: 'nearest_cosine',
  variance: 'variance',
  skew: 'skew',
  documents: 'documents',
  documentShare: 'document_share',
  explainedShare: 'explained_share',
  firstRow: 'first_row',
  lastRow: 'last_row'
}

/** In the order of the record, for statements and tuples. */
export const factKeys = Object.keys(factColumnNames) as FactKey[]
export const factColumnList = Object.values(factColumnNames).join(', ')
