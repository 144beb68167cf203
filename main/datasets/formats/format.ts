/**
 * What a format of activation files or row tables offers: one file beside this one per format.
 * A format is a file, or a folder of files that belong together; what was opened looks the same.
 */
import type { Dtype } from '../../../contract/records/basics'
import type { InputFile } from '../files/input-file'
import type { InputFolder } from '../files/input-folder'

export interface OpenOptions {
  signal?: AbortSignal
  /** What the person wrote after `FILE:`; only formats without a description of their own (raw) look at it. */
  array?: string | undefined
}

export interface Format {
  /** As shown: npy, safetensors, csv … */
  name: string
  /** Endings of file names, lower case, without the dot. */
  extensions: string[]
  /** Whether the first bytes (up to 4 KB) can only be of this format. Text formats leave it to the ending. */
  recognizes(head: Uint8Array, sizeBytes: number): boolean
  /** Reads headers or, for text, finds the rows; throws truncated, malformed, unsupported. */
  open(file: InputFile, o: OpenOptions): Promise<OpenedFile>
}

/** A folder whose files are one thing: shards with an index, a saved Hugging Face data set, a cache of activations. */
export interface FolderFormat {
  name: string
  /** Whether these files can only be of this format; looks at names and, where it must, at small files. */
  recognizes(folder: InputFolder): Promise<boolean>
  /** Opens its files through the folder, which closes them. Throws what the formats of files throw. */
  open(folder: InputFolder, o: OpenOptions): Promise<OpenedFile>
}

export interface OpenedFile {
  /** Arrays the file holds, in file order, also those that can not be activations. */
  arrays: ArrayEntry[]
  /** Reads one of `arrays` as rows. */
  rowsOf(entry: ArrayEntry): RowSource
  /** The file as a table with one row per activation row. */
  table?: TableSource
  /** For what a format holds beside the file: a decoder, a temporary file. The file itself is closed by who opened it. */
  close?(): Promise<void>
}

/** `name` is empty where the format does not name its only array. */
export interface ArrayEntry {
  name: string
  dtype: Dtype
  shape: number[]
}

/** Rows of an array, as f32. */
export interface RowSource {
  readonly rows: number
  readonly dIn: number
  /** Writes rows start … start + count − 1 to `into` [count · dIn]. Memory does not depend on the file. */
  read(start: number, count: number, into: Float32Array): Promise<void>
  /** The same numbers, exact, where f32 may round them. */
  cells?(start: number, count: number): Promise<Cell[]>
}

/** A cell of a row table; null where there is nothing. */
export type Cell = string | number | null

/** An image that a table keeps: its bytes, the path of its file, or both. Neither where a row has none. */
export interface ImageCell {
  bytes?: Uint8Array
  path?: string
}

export type ImageReader = (row: number) => Promise<ImageCell>

export interface TableSource {
  readonly rows: number
  readonly columns: string[]
  /** Of `columns`, those that hold images themselves: their cells are paths, or nothing. */
  readonly images?: ReadonlyMap<string, ImageReader>
  /** Where `document` only counts the sequences of this file: how many there are. Files that are joined count on. */
  readonly sequences?: number
  /** All rows in order, in blocks that fit in memory. */
  blocks(signal?: AbortSignal): AsyncIterable<TableBlock>
  /** Rows from … to − 1. */
  read(from: number, to: number): Promise<TableBlock>
}

export interface TableBlock {
  from: number
  rows: number
  /** Cells of one column, [rows]; decoded when asked for. */
  column(name: string): Promise<Cell[]>
}
