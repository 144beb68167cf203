/** Looks at one file: format, arrays, columns, rows, or why it can not be used. Its role is decided with the others'. */
import { stat } from 'node:fs/promises'
import { basename, resolve } from 'node:path'
import type { ArraySource } from '../../../contract/records/basics'
import type { RowColumn } from '../../../contract/records/dataset'
import type { FileInspection } from '../../../contract/records/inspection'
import { errorRecordFrom, LoupeError } from '../../../contract/wire/errors'
import { chooseArray, rowsOfShape } from '../array-choice'
import type { GivenFile } from '../expand'
import { fileError } from '../files/input-file'
import { shardGroups } from '../files/shard-names'
import type { ArrayEntry, OpenedFile, TableSource } from '../formats/format'
import { formatByName } from '../formats/registry'
import { rolesIn } from '../image-roles'
import { counted } from '../numbers-in-text'
import { openSource } from '../open-source'
import { rowsInRange, shapeInRange, tableInRange } from '../row-range'
import { isListOfIds, tokenRows } from '../token-array'
import { isVocabularyName, readVocabulary } from '../vocabulary'
import { ColumnFacts } from './column-facts'

export interface ProbedFile {
  source: ArraySource
  named: boolean
  inspection: FileInspection
  /** The array that can be activations. */
  entry?: ArrayEntry
  /** Rows of the table the file holds. */
  tableRows?: number
  /** Rows that its array of token ids tells, where it has no table. */
  tokenRows?: number[]
  /** Text for token ids. */
  isVocabulary?: boolean
}

/** Rows from which the kinds of columns are told before the whole table is read. */
const sampleRows = 1000

/** Throws only when cancelled. */
export async function probeFile({ source, named }: GivenFile, signal?: AbortSignal): Promise<ProbedFile> {
  const probed: ProbedFile = { source, named, inspection: blank(source) }
  try {
    if (!source.files && isVocabularyName(basename(source.path))) return await probeVocabulary(probed)
    const opened = await openSource(source, signal)
    try {
      probed.inspection.sizeBytes = opened.sizeBytes
      probed.inspection.format = opened.format
      await describe(probed, opened)
    } finally {
      await opened.close()
    }
  } catch (thrown) {
    await noteProblem(probed, thrown)
  }
  return probed
}

async function probeVocabulary(probed: ProbedFile): Promise<ProbedFile> {
  const { size } = await readVocabulary(probed.source.path)
  probed.inspection.sizeBytes = (await stat(probed.source.path)).size
  probed.inspection.format = 'vocabulary'
  probed.inspection.remark = `text of ${counted(size, 'token')}`
  probed.isVocabulary = true
  return probed
}

function blank({ path, files, range }: ArraySource): FileInspection {
  const shards = files ? shardGroups(files) : []
  const name = files ? (shards.length === 1 ? shards[0].pattern.replaceAll('##', '#') : `${files.length} files`) : basename(path)
  const format = formatByName(name)?.name ?? ''
  const facts = { format, sizeBytes: 0, role: 'unused' as const, arrays: [], rows: 0, columns: [], remark: '' }
  return { path: resolve(path), ...(files ? { files } : {}), ...(range ? { range } : {}), name, ...facts }
}

async function describe(probed: ProbedFile, opened: OpenedFile): Promise<void> {
  const { inspection, source } = probed
  inspection.arrays = opened.arrays
  if (!opened.table) probed.tokenRows = tokenRows(opened.arrays).map((rows) => fittingRows(rows, source))
  if (opened.table) {
    const table = tableInRange(opened.table, source)
    probed.tableRows = table.rows
    inspection.rows = table.rows
    inspection.columns = await sampledColumns(table)
  }
  if (opened.arrays.length === 0 && opened.table && source.array === undefined) return
  if (source.array === undefined && opened.arrays.length > 0 && opened.arrays.every(isListOfIds)) {
    inspection.rows = fittingRows(opened.arrays[0].shape[0], source)
    return
  }
  const entry = chooseArray(opened.arrays, source.array, source.path)
  const { rows, dIn } = rowsOfShape(entry.shape)
  if (source.range) rowsInRange(rows, source)
  probed.entry = { ...entry, shape: shapeInRange(entry.shape, dIn, source.range) }
  inspection.rows = rowsOfShape(probed.entry.shape).rows
  if (probed.entry.name !== '') inspection.array = probed.entry.name
}

/** Of several arrays those that are too short for the range stay as they are: they will not match. */
function fittingRows(rows: number, { range }: ArraySource): number {
  return range && range.from + range.count <= rows ? range.count : rows
}

async function sampledColumns(table: TableSource): Promise<RowColumn[]> {
  const block = await table.read(0, Math.min(sampleRows, table.rows))
  const columns: RowColumn[] = []
  for (const [name, role] of await rolesIn(table)) {
    const facts = new ColumnFacts(name, role)
    facts.add(await block.column(name))
    columns.push(facts.column())
  }
  return columns
}

/** In a folder, files of formats unknown to Loupe (a README) are no problem. */
async function noteProblem(probed: ProbedFile, thrown: unknown): Promise<void> {
  const { inspection, source, named } = probed
  const error = fileError(thrown, source.path)
  if (error.code === 'cancelled') throw thrown
  inspection.sizeBytes ||= await stat(source.path).then(
    (facts) => facts.size,
    () => 0
  )
  const isForeign = error.code === 'unsupported' && inspection.format === ''
  if (isForeign && !named) inspection.remark = 'not a data file: left out'
  else inspection.problem = errorRecordFrom(thrown instanceof LoupeError ? error : thrown)
}
