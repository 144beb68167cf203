/**
 * Looks at files before a project is made of them: what each is, which are used, facts, findings, a preview.
 * Bad files are described in the result; only cancelling (and a folder that can not be listed) throws.
 */
import type { ArraySource, Progress } from '../../contract/records/basics'
import type { Inspection, RowTableSummary } from '../../contract/records/inspection'
import { errorRecordFrom, LoupeError } from '../../contract/wire/errors'
import { openActivations } from './activations'
import { expandSources } from './expand'
import { referenceTo } from './files/references'
import { previewRows, rowsToShow } from './preview'
import { type ActivationFacts, activationFacts } from './probe/activation-facts'
import { assignRoles, type FileRoles } from './probe/file-roles'
import { findingsOf } from './probe/findings'
import { type ProbedFile, probeFile } from './probe/probe-file'
import { type TableFacts, tableFacts } from './probe/table-facts'
import { openTable } from './table'
import { readVocabulary, type Vocabulary } from './vocabulary'

export interface WorkOptions {
  signal?: AbortSignal
  onProgress?: (progress: Progress) => void
}

/** Folders are taken as the files in them. One pass over the activations; progress in rows. Throws `cancelled`. */
export async function inspectFiles(files: ArraySource[], o: WorkOptions = {}): Promise<Inspection> {
  const probed: ProbedFile[] = []
  for (const file of await expandSources(files)) probed.push(await probeFile(file, o.signal))
  let roles = assignRoles(probed)
  const facts = await orProblem(roles.activations, () => readFacts(roles, o))
  const table = facts && (await orProblem(roles.rowTable, () => readTable(roles, facts, o)))
  // A row table that can be opened and then not be read to its end is left out like any other bad file.
  if (facts && roles.rowTable?.inspection.problem) roles = { activations: roles.activations }
  const findings = findingsOf(probed, roles, facts, table)
  return {
    files: probed.map(({ inspection }) => inspection),
    ...(facts && roles.activations
      ? { activations: { ...facts, fingerprint: (await referenceTo(roles.activations.source, '')).fingerprint } }
      : {}),
    ...(table && facts ? { rowTable: summaryOf(table, facts) } : {}),
    findings,
    preview: facts ? await preview(roles, facts, table) : [],
    valid: facts !== undefined && facts.notFinite.count < facts.rows
  }
}

async function readFacts(roles: FileRoles, o: WorkOptions): Promise<ActivationFacts | undefined> {
  if (!roles.activations) return undefined
  const reader = await openActivations(sourceOf(roles.activations), o.signal)
  try {
    return await activationFacts(reader, o)
  } finally {
    await reader.close()
  }
}

async function readTable(roles: FileRoles, facts: ActivationFacts, o: WorkOptions): Promise<TableFacts | undefined> {
  if (!roles.rowTable) return undefined
  const table = await openTable(roles.rowTable.source, {
    rows: facts.rows,
    vocabulary: await vocabularyOf(roles),
    signal: o.signal
  })
  try {
    const found = await tableFacts(
      table,
      facts.outliers.rows.map(({ row }) => row),
      o.signal
    )
    roles.rowTable.inspection.columns = found.columns
    if (table.arrays.length > 0) roles.rowTable.inspection.rowArrays = table.arrays
    return found
  } finally {
    await table.close()
  }
}

/** What goes wrong while a file is read becomes the problem of that file. */
async function orProblem<T>(file: ProbedFile | undefined, work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work()
  } catch (thrown) {
    if (!file || (thrown instanceof LoupeError && thrown.code === 'cancelled')) throw thrown
    file.inspection.problem = errorRecordFrom(thrown)
    file.inspection.role = 'unused'
    file.inspection.remark = 'can not be used'
    return undefined
  }
}

function summaryOf(table: TableFacts, facts: ActivationFacts): RowTableSummary {
  const { rows, columns, documents, longestDocument, missingTokens } = table
  return { rows, columns, matches: rows === facts.rows, documents, longestDocument, missingTokens }
}

async function preview(roles: FileRoles, facts: ActivationFacts, table: TableFacts | undefined): Promise<Inspection['preview']> {
  if (!roles.activations) return []
  const outlierRows = facts.outliers.rows.map(({ row }) => row)
  const rows = rowsToShow(facts.rows, table?.startRows ?? [0], outlierRows)
  return previewRows(sourceOf(roles.activations), table && roles.rowTable?.source, rows, roles.vocabulary?.source.path)
}

async function vocabularyOf({ vocabulary }: FileRoles): Promise<Vocabulary | undefined> {
  return vocabulary && (await readVocabulary(vocabulary.source.path))
}

/** The very array that was chosen, by name. */
function sourceOf({ source, entry }: ProbedFile): ArraySource {
  const { path, files, range } = source
  return {
    path,
    ...(files ? { files } : {}),
    ...(range ? { range } : {}),
    ...(entry && entry.name !== '' ? { array: entry.name } : {})
  }
}
