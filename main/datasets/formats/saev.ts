/**
 * Activation shards of saev: a folder with metadata.json, shards.json, acts000000.bin … and, for segmentation, labels.bin.
 * One array per layer, [examples, tokens, d_model]; what the descriptions say is in main/codecs/saev-metadata.
 */
import { join } from 'node:path'
import { isSaevMetadata, parseSaevMetadata, parseSaevShards, type SaevMetadata } from '../../codecs/saev-metadata'
import { fileError, type InputFile, namedError } from '../files/input-file'
import type { InputFolder } from '../files/input-folder'
import { tableFrom } from './columns/table'
import type { ArrayEntry, Cell, FolderFormat, OpenedFile, RowSource, TableSource } from './format'
import { joinRows } from './join'
import { plainName } from './plain-name'
import { stridedRows } from './strided-rows'
import { addPlaces } from './token-table'

export const saev: FolderFormat = { name: 'saev shards', recognizes, open }

const labelsName = 'labels.bin'
/** Runs from this size on are worth a read call each. */
const smallRunBytes = 64 * 1024

interface ShardFile {
  file: InputFile
  examples: number
}

async function recognizes(folder: InputFolder): Promise<boolean> {
  if (!folder.has('metadata.json') || !folder.has('shards.json')) return false
  return isSaevMetadata(await folder.json('metadata.json').catch(() => undefined))
}

async function open(folder: InputFolder): Promise<OpenedFile> {
  const metadata = await described(folder, 'metadata.json', (value) =>
    parseSaevMetadata(isSaevMetadata(value) ? value : { layers: [] })
  )
  const shards = await shardFiles(folder, metadata)
  const shape = [metadata.examples, metadata.tokens, metadata.dModel]
  const arrays = metadata.layers.map((layer): ArrayEntry => ({ name: `layer ${layer}`, dtype: 'f32', shape }))
  const layerOf = (entry: ArrayEntry): number => arrays.findIndex(({ name }) => name === entry.name)
  return { arrays, rowsOf: (entry) => layerRows(shards, metadata, layerOf(entry)), table: await tableOf(folder, metadata) }
}

async function described<T>(folder: InputFolder, name: string, parse: (value: unknown) => T): Promise<T> {
  const value = await folder.json(name)
  try {
    return parse(value)
  } catch (thrown) {
    throw fileError(thrown, join(folder.path, name))
  }
}

/** The shards, each long enough for its examples; the last one may be longer, since it is made before it is filled. */
async function shardFiles(folder: InputFolder, metadata: SaevMetadata): Promise<ShardFile[]> {
  const listed = await described(folder, 'shards.json', (value) => parseSaevShards(value, metadata.examples))
  const exampleBytes = metadata.layers.length * metadata.tokens * metadata.dModel * 4
  const shards: ShardFile[] = []
  for (const { name, examples } of listed) {
    const file = await folder.file(plainName(name, join(folder.path, 'shards.json'), 'a shard'))
    const needed = examples * exampleBytes
    if (needed > file.sizeBytes) {
      const happened = `is cut off: ${examples} examples need ${needed} bytes, it has ${file.sizeBytes}`
      throw namedError('truncated', file.path, happened, 'Copy the shard again; it was not written to its end.')
    }
    shards.push({ file, examples })
  }
  return shards
}

/** Rows of one layer: in every example the layers lie one after the other. */
function layerRows(shards: ShardFile[], metadata: SaevMetadata, layer: number): RowSource {
  const layerBytes = metadata.tokens * metadata.dModel * 4
  const rows = layerBytes < smallRunBytes ? scatteredRows : wholeRuns
  return joinRows(shards.map((shard) => rows(shard, metadata, layer)))
}

/** An example's rows of a layer are one run, read to where they belong. */
function wholeRuns({ file, examples }: ShardFile, { layers, tokens, dModel }: SaevMetadata, layer: number): RowSource {
  const read = async (start: number, count: number, into: Float32Array): Promise<void> => {
    for (let done = 0; done < count; ) {
      const example = Math.floor((start + done) / tokens)
      const token = (start + done) % tokens
      const run = Math.min(tokens - token, count - done)
      const at = ((example * layers.length + layer) * tokens + token) * dModel * 4
      await file.readInto(new Uint8Array(into.buffer, into.byteOffset + done * dModel * 4, run * dModel * 4), at)
      done += run
    }
  }
  return { rows: examples * tokens, dIn: dModel, read }
}

/** Short runs are better read with what lies between them. */
function scatteredRows({ file, examples }: ShardFile, { layers, tokens, dModel }: SaevMetadata, layer: number): RowSource {
  return stridedRows({
    file,
    dataStart: layer * tokens * dModel * 4,
    dtype: 'f32',
    bigEndian: false,
    shape: [examples, tokens, dModel],
    stride: [layers.length * tokens * dModel, dModel, 1]
  })
}

/** Example, place in it and, where there are some, the label of each content token (the class token has none). */
async function tableOf(folder: InputFolder, metadata: SaevMetadata): Promise<TableSource> {
  const columns = new Map<string, (from: number, to: number) => Promise<Cell[]>>()
  addPlaces(columns, metadata.tokens)
  if (folder.has(labelsName)) columns.set('label', labelsOf(await labelsFile(folder, metadata), metadata))
  const rows = metadata.examples * metadata.tokens
  return tableFrom(rows, [...columns.keys()], async (name, from, to) => (await columns.get(name)?.(from, to)) ?? [])
}

async function labelsFile(folder: InputFolder, { examples, tokens, classToken }: SaevMetadata): Promise<InputFile> {
  const file = await folder.file(labelsName)
  const needed = examples * (tokens - (classToken ? 1 : 0))
  if (file.sizeBytes >= needed) return file
  const happened = `is cut off: ${examples} examples need ${needed} labels, it has ${file.sizeBytes}`
  throw namedError('truncated', file.path, happened, 'Copy the file again.')
}

/** u8 [examples, content tokens]. */
function labelsOf(file: InputFile, { tokens, classToken }: SaevMetadata): (from: number, to: number) => Promise<Cell[]> {
  const skipped = classToken ? 1 : 0
  const content = tokens - skipped
  const place = (row: number): number => Math.floor(row / tokens) * content + Math.max(0, (row % tokens) - skipped)
  return async (from, to) => {
    const first = place(from)
    const bytes = await file.read(first, place(to) - first)
    return Array.from({ length: to - from }, (_, index) => {
      const row = from + index
      return row % tokens < skipped ? null : bytes[place(row) - first]
    })
  }
}
