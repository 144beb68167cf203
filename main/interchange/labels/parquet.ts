/** features.parquet: the features of labels.jsonl with their facts as typed columns, for data frames. */
import type { ParquetCell, ParquetColumn } from '../../codecs/parquet/write'
import type { LabelEntry } from './entry'

export const featuresParquetName = 'features.parquet'

/** Tags are a JSON array; numbers are null without an analysis, the confidence where nobody said one. */
export const parquetColumns: ParquetColumn[] = [
  { name: 'feature', kind: 'i32' },
  { name: 'label', kind: 'text' },
  { name: 'status', kind: 'text' },
  { name: 'confidence', kind: 'i32', optional: true },
  { name: 'tags', kind: 'json' },
  { name: 'density', kind: 'f64', optional: true },
  { name: 'active_rows', kind: 'i64', optional: true },
  { name: 'mean', kind: 'f64', optional: true },
  { name: 'max', kind: 'f64', optional: true },
  { name: 'mass', kind: 'f64', optional: true },
  { name: 'nearest_cosine', kind: 'f64', optional: true },
  { name: 'notes', kind: 'text', optional: true },
  { name: 'top_example', kind: 'text', optional: true }
]

export function parquetCells({ feature, label, status, confidence, tags, facts, notes, examples }: LabelEntry): ParquetCell[] {
  return [
    feature,
    label,
    status,
    confidence,
    JSON.stringify(tags),
    facts?.density ?? null,
    facts?.active_rows ?? null,
    facts?.mean ?? null,
    facts?.max ?? null,
    facts?.mass ?? null,
    facts?.nearest_cosine ?? null,
    notes ?? null,
    examples?.[0]?.tokens.join('') ?? null
  ]
}

/** What a row of the file should read as again. UTF-8 has no unpaired surrogates: they become U+FFFD on the way. */
export function parquetRecord(entry: LabelEntry): Record<string, unknown> {
  const cells = parquetCells(entry).map((cell) => (typeof cell === 'string' ? Buffer.from(cell).toString() : cell))
  const record: Record<string, unknown> = Object.fromEntries(parquetColumns.map(({ name }, index) => [name, cells[index]]))
  return { ...record, tags: JSON.parse(record.tags as string) }
}
