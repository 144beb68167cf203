/** One target of an export: how its files are written, and how they are read back and compared. */
import type { ExportAs, Receipt, WrittenFile } from '../../../contract/records/export'
import type { LabelCounts } from '../export/label-counts'
import type { ExportMaterial } from '../export/material'

/** What reading back has shown. */
export type Proven = Omit<Receipt['verified'], 'seconds'>

export interface WrittenRoom {
  counts: LabelCounts
  /** What these files lack, in sentences. */
  gaps: string[]
  /** Reads everything back; may add files and gaps. Throws internal when something is not as it was written. */
  prove(): Promise<Proven>
}

export interface Room {
  as: ExportAs
  /** Throws before anything is written when the material can not be written as this. */
  check?(material: ExportMaterial): void
  /** Into an empty folder; `files` collects what was written. */
  write(folder: string, material: ExportMaterial, files: WrittenFile[]): Promise<WrittenRoom>
  /** Repeats the check from the folder alone; the bytes have been compared with their sums already. */
  verify(folder: string, receipt: Receipt): Promise<Proven>
}

/** Of files without weights: rows that were compared, and by how much an activation differs. */
export function provenContent(rows: number, maxDifferenceActs = 0): Proven {
  return { rows, maxDifferenceActs, maxDifferenceRecon: 0, labelsEqual: true }
}
