/**
 * Activations that Llamascopium (Language-Model-SAEs) wrote: `chunk-00000000.safetensors` or `shard-0-chunk-00000000.safetensors`
 * with `activation` [n, context, d] or [n, d], `tokens` of the same leading sizes, and what else belongs to rows (`mask`).
 * The `.meta.json` files beside the chunks are not read. Source: lm_saes/activation/writer.py.
 */

import type { Dtype } from '../../../contract/records/basics'
import { elementsOf } from '../../maths/shape'
import { rowsOfShape } from '../array-choice'
import { throwIfCancelled } from '../cancel'
import { fileError, namedError } from '../files/input-file'
import type { InputFolder } from '../files/input-folder'
import type { ArrayEntry, FolderFormat, OpenedFile, OpenOptions, RowSource, TableSource } from './format'
import { joinRows } from './join'
import { joinFiles, type Shard } from './joined-files'
import { safetensors } from './safetensors'
import { tokenTable } from './token-table'

export const llamascopium: FolderFormat = { name: 'Llamascopium chunks', recognizes, open }

const chunkName = /^(shard-\d+-)?chunk-\d+\.safetensors$/
const wholeNumbers: Dtype[] = ['i8', 'i16', 'i32', 'i64', 'u8', 'u16', 'u32', 'u64', 'bool']

async function recognizes(folder: InputFolder): Promise<boolean> {
  return folder.names.some((name) => chunkName.test(name))
}

async function open(folder: InputFolder, o: OpenOptions): Promise<OpenedFile> {
  const chunks: Shard[] = []
  // Natural order is that of shards, and of chunks within a shard.
  for (const name of folder.names.filter((each) => chunkName.test(each))) {
    throwIfCancelled(o.signal)
    const file = await folder.file(name)
    chunks.push({ file, opened: await safetensors.open(file, o).catch((thrown) => Promise.reject(fileError(thrown, file.path))) })
  }
  const opened = joinFiles(chunks)
  const table = tableOf(folder, chunks, opened.arrays)
  return { ...opened, ...(table ? { table } : {}) }
}

function tableOf(folder: InputFolder, chunks: Shard[], arrays: ArrayEntry[]): TableSource | undefined {
  const activation = arrays.find(({ name }) => name === 'activation')
  const tokens = arrays.find(({ name }) => name === 'tokens')
  if (!activation || !tokens || !wholeNumbers.includes(tokens.dtype)) return undefined
  checkRows(folder, activation, tokens)
  const beside = arrays.filter((entry) => entry !== tokens && wholeNumbers.includes(entry.dtype) && sameShape(entry, tokens))
  const sources: Record<string, RowSource> = {}
  for (const entry of [tokens, ...beside]) sources[entry.name] = numbersOf(chunks, entry.name)
  const { tokens: ids, ...others } = sources
  return tokenTable(tokens, ids, others)
}

function checkRows(folder: InputFolder, activation: ArrayEntry, tokens: ArrayEntry): void {
  const { rows } = rowsOfShape(activation.shape)
  const count = elementsOf(tokens.shape)
  if (rows === count) return
  const happened = `holds ${rows} rows of activations and ${count} tokens`
  throw namedError('row-mismatch', folder.path, happened, 'Every activation row needs its token: write the chunks again.')
}

/** All numbers of a tensor over the chunks, one per row: tensors with one axis can be read so as well. */
function numbersOf(chunks: Shard[], name: string): RowSource {
  const parts = chunks.flatMap(({ opened }) => {
    const entry = opened.arrays.find((array) => array.name === name)
    return entry ? [opened.rowsOf({ ...entry, shape: [elementsOf(entry.shape), 1] })] : []
  })
  return joinRows(parts)
}

function sameShape(a: ArrayEntry, b: ArrayEntry): boolean {
  return a.shape.join() === b.shape.join()
}
