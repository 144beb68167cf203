/**
 * Rows whose features fire like those of a given row: cosine of sparse activations. Only rows that share an active feature can be
 * near, so the postings of the row's features are gone through, and nothing else.
 */
import type { Postings } from '../../../contract/records/arrays'
import { greatestBy } from './greatest'

/** What is needed of an activation index. */
export interface RowsAndPostings {
  postings(feature: number): Promise<Postings>
  row(row: number): Promise<{ features: Uint32Array; values: Float32Array }>
  /** How many rows the feature is active on. */
  activeRows(feature: number): number
  /** ‖activations‖ of every row, by row of the data set; 0 for rows that are not in it. */
  rowNorms(): Promise<Float32Array>
}

export interface NearestRows {
  rows: { row: number; cosine: number }[]
  /** False where features were left out while looking because they fire on too many rows. */
  exact: boolean
}

/** Entries that are gone through for one row: 64 MB, some tenths of a second. */
const mostEntries = 8_000_000
/** Rows per wanted one that are measured exactly where features were left out. */
const candidatesPerRow = 10

/**
 * At most `most` other rows, the nearest first, equal ones by row. Where the row's features have more than `entries` postings the
 * ones that count the least are left out of the search; what is found is then measured with all of them.
 */
export async function nearestRows(
  index: RowsAndPostings,
  row: number,
  most: number,
  entries = mostEntries
): Promise<NearestRows> {
  const own = await index.row(row)
  if (own.features.length === 0 || most <= 0) return { rows: [], exact: true }
  const norms = await index.rowNorms()
  const { features, exact } = featuresWithin(own, index, entries)
  const dots = new Float32Array(norms.length)
  for (const at of features) addPostings(dots, await index.postings(own.features[at]), own.values[at])
  const cosine = (other: number): number =>
    other === row || dots[other] === 0 ? Number.NaN : dots[other] / (norms[other] * norms[row])
  const found = greatestBy(norms.length, exact ? most : most * candidatesPerRow, cosine)
  if (exact) return { rows: found.map((other) => ({ row: other, cosine: Math.min(1, cosine(other)) })), exact }
  return { rows: await measured(index, own, norms, row, found, most), exact }
}

/** Positions of the features that are gone through: those with the greatest part of ‖activations‖² first, while their postings fit. */
function featuresWithin(
  { features, values }: { features: Uint32Array; values: Float32Array },
  index: RowsAndPostings,
  entries: number
): { features: number[]; exact: boolean } {
  const order = Array.from(features.keys()).sort((a, b) => values[b] - values[a] || a - b)
  let left = entries
  const taken = order.filter((at) => {
    const count = index.activeRows(features[at])
    if (count > left) return false
    left -= count
    return true
  })
  return { features: taken, exact: taken.length === order.length }
}

function addPostings(dots: Float32Array, { rows, values }: Postings, factor: number): void {
  for (let i = 0; i < rows.length; i += 1) dots[rows[i]] += factor * values[i]
}

async function measured(
  index: RowsAndPostings,
  own: { features: Uint32Array; values: Float32Array },
  norms: Float32Array,
  row: number,
  candidates: number[],
  most: number
): Promise<NearestRows['rows']> {
  const activations = new Map(Array.from(own.features, (feature, i) => [feature, own.values[i]]))
  const rows: NearestRows['rows'] = []
  for (const other of candidates) {
    const { features, values } = await index.row(other)
    let product = 0
    for (let i = 0; i < features.length; i += 1) product += values[i] * (activations.get(features[i]) ?? 0)
    rows.push({ row: other, cosine: Math.min(1, product / (norms[other] * norms[row])) })
  }
  return rows.sort((a, b) => b.cosine - a.cosine || a.row - b.row).slice(0, most)
}
