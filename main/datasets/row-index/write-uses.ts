/** Decides what each row is used for (training, validation, nothing) and writes it down. */
import type { OutlierRule, SplitRule } from '../../../contract/records/dataset'
import { throwIfCancelled } from '../cancel'
import { InputFile } from '../files/input-file'
import { OpenFiles } from '../files/open-files'
import { ColumnWriter } from './column-writer'
import { indexFiles, useCodes } from './layout'

export interface UseRules {
  rows: number
  /** Rows with a greater norm are outliers. */
  outlierNorm: number
  outliers: OutlierRule
  split: SplitRule
}

export interface UseCounts {
  train: number
  validation: number
  notFinite: number
  outliers: number
  /** Indexes of rows left out, at most 10,000. */
  leftOutRows: number[]
  /** Sum of the norms of finite rows that are no outliers, and their number. */
  normSum: number
  normCount: number
}

const windowRows = 262_144
const listedRows = 10_000

/** `norms` is a file of f32, one per row, NaN for rows that are not finite; `documents` one of i32, if there are any. */
export async function writeUses(
  folder: string,
  norms: string,
  documents: string | undefined,
  rules: UseRules,
  signal?: AbortSignal
): Promise<UseCounts> {
  const counts: UseCounts = { train: 0, validation: 0, notFinite: 0, outliers: 0, leftOutRows: [], normSum: 0, normCount: 0 }
  const files = new OpenFiles()
  try {
    const normFile = files.keep(await InputFile.open(norms))
    const documentFile = documents === undefined ? undefined : files.keep(await InputFile.open(documents))
    const writer = files.keep(await ColumnWriter.create(folder, indexFiles.uses))
    for (let from = 0; from < rules.rows; from += windowRows) {
      throwIfCancelled(signal)
      const count = Math.min(windowRows, rules.rows - from)
      const norm = new Float32Array((await normFile.read(from * 4, count * 4)).buffer)
      const document = documentFile && new Int32Array((await documentFile.read(from * 4, count * 4)).buffer)
      await writer.append(usesOf(norm, document, from, rules, counts))
    }
    await writer.finish()
    return counts
  } finally {
    await files.close()
  }
}

function usesOf(
  norms: Float32Array,
  documents: Int32Array | undefined,
  from: number,
  rules: UseRules,
  counts: UseCounts
): Uint8Array {
  const uses = new Uint8Array(norms.length)
  for (let i = 0; i < norms.length; i += 1) {
    const row = from + i
    if (isLeftOut(norms[i], rules, counts)) {
      uses[i] = useCodes['left-out']
      if (counts.leftOutRows.length < listedRows) counts.leftOutRows.push(row)
    } else if (validates(row, documents?.[i], rules.split)) {
      uses[i] = useCodes.validation
      counts.validation += 1
    } else counts.train += 1
  }
  return uses
}

function isLeftOut(norm: number, rules: UseRules, counts: UseCounts): boolean {
  if (Number.isNaN(norm)) {
    counts.notFinite += 1
    return true
  }
  if (norm > rules.outlierNorm) {
    if (rules.outliers === 'drop') counts.outliers += 1
    return rules.outliers === 'drop'
  }
  counts.normSum += norm
  counts.normCount += 1
  return false
}

function validates(row: number, document: number | undefined, split: SplitRule): boolean {
  if (split.by === 'none') return false
  const number = split.by === 'row' ? row : (document ?? -1)
  return number >= 0 && number % split.every === split.every - 1
}
