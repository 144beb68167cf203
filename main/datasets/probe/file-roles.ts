/** Decides among several files which holds the activations and which the row table, and says of each file why. */
import { elementsOf } from '../../maths/shape'
import { isFloat, rowsOfShape } from '../array-choice'
import { counted } from '../numbers-in-text'
import { tokenArray } from '../token-array'
import type { ProbedFile } from './probe-file'

export interface FileRoles {
  activations?: ProbedFile
  rowTable?: ProbedFile
  /** A table of tokens or documents that was left out for its number of rows. */
  mismatched?: ProbedFile
  /** Text for the token ids of the row table. */
  vocabulary?: ProbedFile
}

/** Sets role and remark of every file. */
export function assignRoles(files: ProbedFile[]): FileRoles {
  const activations = largest(files.filter(({ entry }) => entry !== undefined))
  const rows = activations?.entry ? rowsOfShape(activations.entry.shape).rows : undefined
  const tables = files.filter(({ tableRows }) => tableRows !== undefined)
  const rowTable =
    best(
      tables.filter(({ tableRows }) => tableRows === rows),
      activations
    ) ?? tokensOf(files, activations, rows)
  const vocabulary = files.find(({ isVocabulary }) => isVocabulary)
  const roles: FileRoles = {}
  if (activations) roles.activations = activations
  if (rowTable) roles.rowTable = rowTable
  if (rowTable && vocabulary) roles.vocabulary = vocabulary
  const mismatched = tables.find((file) => file !== activations && file.tableRows !== rows && describesRows(file))
  if (activations && !rowTable && mismatched) roles.mismatched = mismatched
  for (const file of files) setRole(file, roles, rows)
  return roles
}

/** An array of token ids, [sequences, positions] beside [sequences, positions, d]: in the same file, or in one of its own. */
function tokensOf(files: ProbedFile[], activations: ProbedFile | undefined, rows: number | undefined): ProbedFile | undefined {
  if (rows === undefined) return undefined
  const fitting = files.filter(({ tokenRows }) => tokenRows?.includes(rows))
  return fitting.find((file) => file === activations) ?? fitting.find((file) => file !== activations)
}

/** A file whose array was named comes before all others, floats before whole numbers; then the one with the most, the first of equals. */
function largest(files: ProbedFile[]): ProbedFile | undefined {
  const named = files.filter(({ source }) => source.array !== undefined)
  const floats = files.filter(({ entry }) => entry && isFloat(entry.dtype))
  const candidates = [named, floats, files].find((some) => some.length > 0) ?? []
  if (candidates.length === 0) return undefined
  return candidates.reduce((a, b) => (numbersIn(b) > numbersIn(a) ? b : a))
}

function numbersIn({ entry }: ProbedFile): number {
  return elementsOf(entry?.shape ?? [0])
}

/** A table of its own before columns beside the activations; one that tells tokens, images or documents before labels only. */
function best(tables: ProbedFile[], activations: ProbedFile | undefined): ProbedFile | undefined {
  const own = tables.filter((file) => file !== activations && file.entry === undefined)
  const beside = tables.filter((file) => file === activations)
  return own.find(hasTokens) ?? own.find(describesRows) ?? beside[0] ?? own[0]
}

function hasTokens({ inspection }: ProbedFile): boolean {
  return inspection.columns.some(({ role }) => role === 'token' || role === 'token-id')
}

function describesRows(file: ProbedFile): boolean {
  return hasTokens(file) || file.inspection.columns.some(({ role }) => ['document', 'position', 'image'].includes(role))
}

function setRole(file: ProbedFile, roles: FileRoles, rows: number | undefined): void {
  const { inspection } = file
  if (file === roles.activations) {
    inspection.role = 'activations'
    inspection.remark = activationsRemark(file, file === roles.rowTable)
  } else if (file === roles.rowTable) {
    inspection.role = 'rows'
    inspection.remark = rowsRemark(file, rows ?? 0)
  } else if (file === roles.vocabulary) {
    inspection.role = 'vocabulary'
  } else if (inspection.remark === '') inspection.remark = leftOutRemark(file, rows)
}

function activationsRemark({ inspection }: ProbedFile, isTable: boolean): string {
  const of = inspection.arrays.length > 1 ? ` “${inspection.array}”, one of ${counted(inspection.arrays.length, 'array')}` : ''
  return `activations${of}${isTable ? ' and row labels' : ''}`
}

function rowsRemark(file: ProbedFile, rows: number): string {
  if (file.tableRows === undefined) {
    file.inspection.rows = rows
    return tokenArray(file.inspection.arrays, undefined, rows) ? 'token ids, matched by shape' : 'labels, matched by row count'
  }
  const hasImages = file.inspection.columns.some(({ role }) => role === 'image')
  const what = hasTokens(file) ? 'tokens' : hasImages ? 'images' : 'labels'
  return `${what}, matched by row count`
}

function leftOutRemark({ inspection, entry }: ProbedFile, rows: number | undefined): string {
  if (inspection.problem) return 'can not be used'
  if (rows === undefined) return 'a row table without activations'
  if (inspection.rows !== rows) return 'another row count: left out'
  return entry ? 'the same row count, not chosen: left out' : 'another row table is used: left out'
}
