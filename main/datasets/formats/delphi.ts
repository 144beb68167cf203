/**
 * Latent activations that delphi cached: `<first>_<last>.safetensors` per range of latents. They are ready-made sparse
 * activations: one array “activations” [sequences · positions, latents], zero where nothing is stored, and the tokens as table.
 */
import { join } from 'node:path'
import type { Dtype } from '../../../contract/records/basics'
import { bytesPerElement, numbersFromBytes } from '../../codecs/dtypes'
import { isObject } from '../../codecs/json-values'
import { namedError } from '../files/input-file'
import type { InputFolder } from '../files/input-folder'
import { SplitReader } from './delphi/split'
import { type SplitFile, splitFiles, splitNames, tensorsOf } from './delphi/splits'
import { denseRows } from './dense-rows'
import type { FolderFormat, OpenedFile, OpenOptions, RowSource, TableSource } from './format'
import { tokenTable } from './token-table'

export const delphi: FolderFormat = { name: 'delphi latents cache', recognizes, open }

/** More latents than any dictionary has: a row of them must fit in memory. */
const maxLatents = 2 ** 26

async function recognizes(folder: InputFolder): Promise<boolean> {
  const [first] = splitNames(folder)
  if (first === undefined) return false
  const tensors = await tensorsOf(await folder.file(first)).catch(() => undefined)
  // A damaged file of such a name is told as damaged by `open`.
  return tensors === undefined || tensors.has('locations')
}

async function open(folder: InputFolder, o: OpenOptions): Promise<OpenedFile> {
  const splits = await splitFiles(folder)
  const latents = splits.reduce((most, { first, latents }) => Math.max(most, first + latents), 0)
  if (latents > maxLatents) {
    const happened = `names ${latents} latents in its files, more than Loupe reads`
    throw namedError('unsupported', folder.path, happened, 'Check the names of the files: first and last latent.')
  }
  const grid = await gridOf(folder, splits)
  const rows = grid.sequences * grid.positions
  const dtype: Dtype = splits[0].activations.dtype
  const table = tokensOf(splits, rows)
  return {
    arrays: [{ name: 'activations', dtype, shape: [rows, latents] }],
    rowsOf: () => sparseRows(splits, grid, latents, o.signal),
    ...(table ? { table } : {})
  }
}

/** Rows with zeros where nothing was stored. */
function sparseRows(
  splits: SplitFile[],
  grid: { sequences: number; positions: number },
  dIn: number,
  signal: AbortSignal | undefined
): RowSource {
  const readers = splits.map((split) => new SplitReader(split, grid, signal))
  const read = async (start: number, count: number, into: Float32Array): Promise<void> => {
    into.fill(0, 0, count * dIn)
    for (const reader of readers) await reader.scatter({ start, count, into, dIn })
  }
  return { rows: grid.sequences * grid.positions, dIn, read }
}

/** Sequences and positions: from the tokens, else from the last location and the context length in config.json. */
async function gridOf(folder: InputFolder, splits: SplitFile[]): Promise<{ sequences: number; positions: number }> {
  const withTokens = splits.find(({ tokens }) => tokens?.shape.length === 2)
  if (withTokens?.tokens) {
    const [sequences, positions] = withTokens.tokens.shape
    if (sequences * positions > 0) return { sequences, positions }
    throw namedError('empty', withTokens.file.path, 'has no tokens', 'Check the script that wrote it.')
  }
  const positions = await contextLength(folder)
  let sequences = 0
  for (const split of splits) sequences = Math.max(sequences, await sequencesIn(split))
  if (sequences > 0) return { sequences, positions }
  throw namedError('empty', folder.path, 'has no active latents and no tokens', 'Check the script that wrote it.')
}

async function contextLength(folder: InputFolder): Promise<number> {
  const config = folder.has('config.json') ? await folder.json('config.json') : undefined
  const length = isObject(config) ? (config.cache_ctx_len ?? config.ctx_len) : undefined
  if (typeof length === 'number' && Number.isSafeInteger(length) && length > 0 && length <= 2 ** 24) return length
  const happened = 'does not say how long its sequences are: it has no tokens, and no cache_ctx_len in config.json'
  throw namedError('unsupported', join(folder.path, 'config.json'), happened, 'Write the cache with save_tokens=True.')
}

/** One more than the last location's sequence: locations are in order. */
async function sequencesIn({ file, locations, count }: SplitFile): Promise<number> {
  if (count === 0) return 0
  const bytes = await file.read(locations.begin + (count - 1) * locations.width, locations.width)
  const [sequence] = numbersFromBytes(bytes.subarray(0, bytesPerElement[locations.dtype]), locations.dtype)
  const last = Number(sequence)
  if (last >= 0 && last < 2 ** 32) return last + 1
  throw namedError('malformed', file.path, `has sequence ${last} in its last location`, 'Write the cache again.')
}

function tokensOf(splits: SplitFile[], rows: number): TableSource | undefined {
  const split = splits.find(({ tokens }) => tokens?.shape.length === 2)
  if (!split?.tokens) return undefined
  const { begin, dtype, shape } = split.tokens
  const layout = { file: split.file, dataStart: begin, dtype, bigEndian: false, fortran: false, shape: [rows, 1] }
  return tokenTable({ name: 'tokens', dtype, shape }, denseRows(layout))
}
