/**
 * What a format of activation files or row tables offers. One file beside this one per format;
 * formats that hold several files (shards) will open a folder through the same interface.
 */
import type { Dtype } from '../../../contract/records/basics'
import type { InputFile } from '../files/input-file'

export interface Format {
  /** As shown: npy, safetensors, csv … */
  name: string
  /** Endings of file names, lower case, without the dot. */
  extensions: string[]
  /** Whether the first bytes (up to 4 KB) can only be of this format. Text formats leave it to the ending. */
  recognizes(head: Uint8Array, sizeBytes: number): boolean
  /** Reads headers or, for text, finds the rows; throws truncated, malformed, unsupported. */
  open(file: InputFile, signal?: AbortSignal): Promise<OpenedFile>
}

export interface OpenedFile {
  /** Arrays the file holds, in file order, also those that can not be activations. */
  arrays: ArrayEntry[]
  /** Reads one of `arrays` as rows. */
  rowsOf(entry: ArrayEntry): RowSource
  /** The file as a table with one row per activation row. */
  table?: TableSource
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
}

/** A cell of a row table; null where there is nothing. */
export type Cell = string | number | null

export interface TableSource {
  readonly rows: number
  readonly columns: string[]
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
