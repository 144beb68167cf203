/** Single rows for people: their cells of the row table, their norm, their first activations; and which rows are worth it. */
import type { ArraySource } from '../../contract/records/basics'
import type { PreviewRow } from '../../contract/records/inspection'
import { squaredNorm } from '../maths/norms'
import { type ActivationReader, openActivations } from './activations'
import { type OpenTable, openTable } from './table'
import { readVocabulary } from './vocabulary'

const shownValues = 6

/**
 * Rows by index, in the order given; those beyond the end are left out. `vocabulary`: path of one, for a table of token ids.
 * Throws what opening the files throws.
 */
export async function previewRows(
  activations: ArraySource,
  rowTable: ArraySource | undefined,
  rows: number[],
  vocabulary?: string
): Promise<PreviewRow[]> {
  const reader = await openActivations(activations)
  try {
    const words = vocabulary === undefined ? undefined : await readVocabulary(vocabulary)
    const table = rowTable && (await openTable(rowTable, { rows: reader.rows, vocabulary: words }))
    try {
      const preview: PreviewRow[] = []
      for (const row of rows.filter((index) => index < reader.rows)) preview.push(await previewRow(reader, table, row))
      return preview
    } finally {
      await table?.close()
    }
  } finally {
    await reader.close()
  }
}

async function previewRow(reader: ActivationReader, table: OpenTable | undefined, row: number): Promise<PreviewRow> {
  const values = await reader.read(row, 1)
  const cells: Record<string, string> = {}
  if (table && row < table.rows) {
    const block = await table.read(row, row + 1)
    for (const name of table.columns) cells[name] = String((await block.column(name))[0] ?? '')
  }
  return { row, cells, norm: Math.sqrt(squaredNorm(values, 0, reader.dIn)), values: [...values.subarray(0, shownValues)] }
}

const previewCount = 12
/** The very first rows of a context look alike everywhere. */
const intoDocument = 2

/** Rows that tell most: three of each kind of document, an outlier or two, then evenly spaced ones; ascending. */
export function rowsToShow(rows: number, startRows: number[], outlierRows: number[]): number[] {
  const chosen = new Set<number>()
  const add = (row: number): void => {
    if (row >= 0 && row < rows && chosen.size < previewCount) chosen.add(row)
  }
  for (const row of outlierRows.slice(0, 2)) add(row)
  for (const start of startRows.slice(0, 4)) for (let i = 0; i < 3; i += 1) add(start + intoDocument + i)
  for (let i = 0; i < previewCount; i += 1) add(Math.floor((i * rows) / previewCount))
  return [...chosen].sort((a, b) => a - b)
}
