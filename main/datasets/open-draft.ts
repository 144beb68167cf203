/** Opens all that a new data set is made of, and checks that it belongs together: streams, targets, row table. */
import { basename } from 'node:path'
import type { ArraySource } from '../../contract/records/basics'
import type { DatasetSources, StreamSource } from '../../contract/records/dataset'
import { LoupeError } from '../../contract/wire/errors'
import { type ActivationReader, openActivations } from './activations'
import { columnRoles } from './column-roles'
import { namedError } from './files/input-file'
import { OpenFiles } from './files/open-files'
import { joinColumns } from './join-columns'
import { grouped } from './numbers-in-text'
import { checkPairs, type PairedArray } from './row-pairs'
import { type OpenTable, openOwnTable, openTable } from './table'
import { readVocabulary, type Vocabulary } from './vocabulary'

export interface OpenStream extends StreamSource {
  reader: ActivationReader
}

export interface OpenDraft {
  /** Rows of all streams side by side. */
  reader: ActivationReader
  /** One, without a name, where there are no streams. */
  streams: OpenStream[]
  targets: ActivationReader | undefined
  table: OpenTable | undefined
  close(): Promise<void>
}

/** Throws what opening the files throws, row-mismatch, config (streams of one name, a vocabulary without token ids). */
export async function openDraft(sources: DatasetSources, signal?: AbortSignal): Promise<OpenDraft> {
  const files = new OpenFiles()
  try {
    const streams: OpenStream[] = []
    for (const stream of streamsOf(sources)) {
      streams.push({ ...stream, reader: files.keep(await openActivations(stream.source, signal)) })
    }
    const targets = sources.targets && files.keep(await openActivations(sources.targets, signal))
    const paired: PairedArray[] = [...streams]
    if (sources.targets && targets) paired.push({ source: sources.targets, reader: targets })
    await checkPairs(paired[0], paired.slice(1), sources.rowTable, signal)
    const table = await openMatchingTable(streams[0].source, sources, streams[0].reader.rows, signal)
    if (table) files.keep(table)
    return {
      reader: joinColumns(streams.map(({ reader }) => reader)),
      streams,
      targets,
      table,
      close: () => files.close()
    }
  } catch (thrown) {
    await files.close()
    throw thrown
  }
}

/** The streams that were given, else the activations as the only one. */
function streamsOf({ activations, streams }: DatasetSources): StreamSource[] {
  if (!streams) return [{ name: '', source: activations }]
  const names = streams.map(({ name }) => name)
  const twice = names.find((name, index) => names.indexOf(name) < index)
  if (twice === undefined) return streams
  throw new LoupeError('config', `Two streams are called “${twice}”.`, { hint: 'Give each stream a name of its own.' })
}

async function openMatchingTable(
  activations: ArraySource,
  { rowTable, vocabulary: path }: DatasetSources,
  rows: number,
  signal?: AbortSignal
): Promise<OpenTable | undefined> {
  const vocabulary = path === undefined ? undefined : await readVocabulary(path)
  const options = { rows, vocabulary, signal }
  const table = rowTable ? await openTable(rowTable, options) : await openOwnTable(activations, options)
  const problem = table && rowTable && table.rows !== rows ? otherRows(rowTable.path, table.rows, rows) : undefined
  const unused = problem ?? vocabularyProblem(path, vocabulary, table)
  if (unused) {
    await table?.close()
    throw unused
  }
  if (table && table.rows !== rows) {
    await table.close()
    return undefined
  }
  return table
}

function otherRows(path: string, rows: number, wanted: number): LoupeError {
  const happened = `has ${grouped(rows)} rows, the activations have ${grouped(wanted)}`
  const cut = rows > wanted ? `, its first rows only (“${basename(path)}[:${wanted}]” for loupe new)` : ''
  return namedError('row-mismatch', path, happened, `Give the table with one row per activation row${cut}, or leave it out.`)
}

/** A vocabulary that can say nothing was given for another table than there is. */
function vocabularyProblem(
  path: string | undefined,
  vocabulary: Vocabulary | undefined,
  table: OpenTable | undefined
): LoupeError | undefined {
  if (path === undefined || !vocabulary) return undefined
  if (table && [...columnRoles(table.columns).values()].some((role) => role === 'token' || role === 'token-id')) return undefined
  const hint = 'Give the row table or array with the token ids too, or leave the vocabulary out.'
  return namedError('config', path, 'is a vocabulary, but there are no token ids to look up in it', hint)
}
