/** Which of the files that were named are the activations, the row table and the vocabulary. */
import { existsSync, statSync } from 'node:fs'
import { parse } from 'node:path'
import type { ArraySource } from '../../../contract/records/basics'
import type { DatasetSources, StreamSource } from '../../../contract/records/dataset'
import type { FileInspection } from '../../../contract/records/inspection'
import { errorFromRecord, LoupeError } from '../../../contract/wire/errors'
import { inspectionProblem } from '../inspection-problem'
import { fromCaller, sourceFrom } from '../paths'
import type { Session } from '../session'

export interface NamedFiles {
  activations?: string[]
  rows?: string
  vocabulary?: string
  stream?: StreamSource[]
}

type ChosenFiles = Pick<DatasetSources, 'activations' | 'streams' | 'rowTable' | 'vocabulary'>

/** Throws usage when there are no activations, unsupported when none of the files holds any, and the problem of a bad file. */
export async function chosenFiles(session: Session, named: NamedFiles): Promise<ChosenFiles> {
  const { stream = [] } = named
  const rowTable = named.rows === undefined ? undefined : sourceFrom(named.rows)
  const found = named.activations ? await inActivations(session, named.activations.map(sourceFrom), rowTable) : { rowTable }
  const { activations: first, ...rest } = { activations: undefined, ...found }
  const streams = first && stream.length > 0 ? [{ name: streamName(first), source: first }, ...stream] : stream
  const activations = first ?? streams[0]?.source
  if (!activations || streams.length === 1) throw tooFew(streams.length)
  return {
    ...rest,
    activations,
    ...(streams.length > 0 ? { streams } : {}),
    ...(named.vocabulary === undefined ? {} : { vocabulary: fromCaller(named.vocabulary) })
  }
}

function tooFew(streams: number): LoupeError {
  if (streams === 1)
    return new LoupeError('usage', 'There is only one stream', { hint: 'Give --activations, or a second --stream, too.' })
  return new LoupeError('usage', 'The option --activations is missing', { hint: 'Give the file with the activations.' })
}

/** The name of the array, else of the file. */
function streamName({ path, array }: ArraySource): string {
  return array ?? parse(path).name
}

/** One file is taken as it is; of several, a folder or a pattern, an inspection says what each is. */
async function inActivations(
  { client, out, signal }: Session,
  files: ArraySource[],
  rowTable: ArraySource | undefined
): Promise<ChosenFiles> {
  if (files.length === 1 && files[0] && isOneFile(files[0].path)) return { activations: files[0], rowTable }
  const all = rowTable ? [...files, rowTable] : files
  const onProgress = (progress: Parameters<typeof out.progress>[1]) => out.progress('Inspecting', progress)
  const inspection = await client.call('datasets.inspect', { files: all }, { signal, onProgress })
  const problem = inspectionProblem(inspection, all)
  if (problem) throw errorFromRecord(problem)
  for (const { role, path, remark } of inspection.files) if (role === 'unused') out.say(`Not used: ${path} (${remark})`)
  const withRole = (role: FileInspection['role']) => inspection.files.find((file) => file.role === role)
  const activations = withRole('activations')
  if (!activations) return { activations: files[0], rowTable }
  const rows = withRole('rows')
  const vocabulary = [activations, rows].some(hasIds) ? withRole('vocabulary') : undefined
  return {
    activations: sourceOf(activations),
    rowTable: rowTable ?? (rows && sourceOf(rows)),
    ...(vocabulary ? { vocabulary: vocabulary.path } : {})
  }
}

function isOneFile(path: string): boolean {
  return existsSync(path) ? !statSync(path).isDirectory() : !/[*?]/.test(path)
}

/** Without token ids a vocabulary that lies beside is not needed. */
function hasIds(file: FileInspection | undefined): boolean {
  return file?.columns.some(({ role }) => role === 'token-id') ?? false
}

function sourceOf({ path, array, files, range }: FileInspection): ArraySource {
  const chosen = array === undefined ? {} : { array }
  return { path, ...chosen, ...(files ? { files } : {}), ...(range ? { range } : {}) }
}
