/** Rows of the feature list as tab-separated text for a spreadsheet: plain numbers with `.`, one line per feature. */
import type { FeatureRow } from '../../../contract/records/feature'
import { textOfToken } from '../../widgets/token-strip/text'

const columns: [string, (row: FeatureRow) => string | number][] = [
  ['feature', (row) => row.feature],
  ['status', (row) => row.status],
  ['label', (row) => row.label],
  ['tags', (row) => row.tags.join(', ')],
  ['peak_token', (row) => (row.peak ? textOfToken(row.peak.token) : '')],
  ['density', (row) => row.density],
  ['mean', (row) => row.mean],
  ['max', (row) => row.max],
  ['nearest_cosine', (row) => row.nearestCosine],
  ['mass', (row) => row.mass]
]

export function tsvFromRows(rows: readonly FeatureRow[]): string {
  const head = columns.map(([name]) => name).join('\t')
  const lines = rows.map((row) => columns.map(([, value]) => cell(value(row))).join('\t'))
  return [head, ...lines, ''].join('\n')
}

function cell(value: string | number): string {
  return String(value).replace(/[\t\r\n]+/g, ' ')
}
