/**
 * What a study may ask of an analyzed run: its activation index, what is known of its rows, its dictionary, its raw rows.
 * Structural interfaces; the job process opens the things behind them, each when it is first asked for. A study that never
 * asks for raw rows is answered also when the activation file is gone.
 */
import type { Batch, Postings, SparseRows } from '../../../contract/records/arrays'
import type { ArraySource, Progress } from '../../../contract/records/basics'
import type { AnswerOf, QuestionOf, StudyKind } from '../../../contract/records/studies/kinds'
import type { Dictionary, Encoder } from '../../dictionaries'
import type { ActivationIndexReader } from '../ports'

/** Consecutive features: `postings[i]` is that of feature `first` + i. */
export interface PostingsBlock {
  first: number
  postings: Postings[]
}

/** Rows one after the other: row i is the data set's row `rowIds[i]`. */
export interface RowBlock extends SparseRows {
  rowIds: Uint32Array
}

/** The stored activations of the analysis, with their sizes. */
export interface StudyIndex extends ActivationIndexReader {
  readonly dSae: number
  /** Rows that the analysis saw. */
  readonly rows: number
  /** Activations > 0 altogether. */
  readonly entries: number
  /** All features once, ascending, some at a time: far fewer reads of the file than asking for each. */
  blocks(): AsyncIterable<PostingsBlock>
  /** All rows once, ascending, some at a time. */
  rowBlocks(): AsyncIterable<RowBlock>
  /** On how many rows the feature is active. */
  activeRows(feature: number): number
}

/** Codes of `uses`: 0 train, 1 validation, 2 left out (the analysis did not see it). */
export const leftOut = 2

/** A label column: row i is of category `categories[codes[i]]`; −1 where the row table says nothing. */
export interface CategoryColumn {
  categories: string[]
  /** [rows of the data set] */
  codes: Int32Array
}

/** What the row table says. `from` … `to` − 1 are rows of the data set. */
export interface StudyRows {
  /** Of the data set, also those that were left out. */
  readonly rows: number
  readonly hasTokens: boolean
  readonly hasDocuments: boolean
  readonly documentCount: number
  readonly labelColumns: string[]
  /** Token text, '' where missing. */
  tokens(from: number, to: number): Promise<string[]>
  /** Ordinal of the document, −1 where there is none. */
  documents(from: number, to: number): Promise<Int32Array>
  /** Position in the document, −1 where there is none. */
  positions(from: number, to: number): Promise<Int32Array>
  uses(from: number, to: number): Promise<Uint8Array>
  documentName(ordinal: number): string
  /** Throws not-found with the columns there are, unsupported where a column has too many values to be categories. */
  categories(column: string): Promise<CategoryColumn>
}

/** Of f32, row-major. */
export interface Matrix {
  rows: number
  columns: number
  data: Float32Array
}

/** Files that a question names; both throw what reading them throws. */
export interface StudyFiles {
  /** All of an array; throws unsupported for one that is too large for memory. */
  matrix(source: ArraySource): Promise<Matrix>
  /** Text of token ids. */
  vocabulary(path: string): Promise<{ text(id: number): string }>
}

/** One analyzed run. */
export interface StudyMaterial {
  readonly run: string
  /** Of the checkpoint that was analyzed. */
  readonly step: number
  /** What its batches are made of: equal for runs that read the same. */
  readonly source: string
  readonly files: StudyFiles
  /** Throws not-found, truncated … with the remedy that the run is to be analyzed again. */
  index(): Promise<StudyIndex>
  rows(): Promise<StudyRows>
  /** Of the checkpoint that was analyzed. */
  dictionary(): Promise<Dictionary>
  /** [dSae] steps of training since each feature last fired; undefined where the checkpoint does not say. */
  idleSteps(): Promise<Float32Array | undefined>
  /** The dictionary in the tensor library; freed by whoever opened the material. */
  encoder(): Promise<Encoder>
  /**
   * All rows that the analysis saw, ascending, with targets where there are some; what a hybrid reads is encoded already.
   * Throws not-found or changed when the activation file is not the one the project was made from.
   */
  batches(batchRows: number): AsyncIterable<Batch>
  /** Rows of another file, to be closed by whoever asked. Throws not-found … with the file. */
  openRows(source: ArraySource): Promise<RowSource>
}

/** Rows of f32 in a file. */
export interface RowSource {
  readonly rows: number
  readonly dIn: number
  /** Rows start … start + count − 1, [count, dIn] */
  read(start: number, count: number): Promise<Float32Array>
  close(): Promise<void>
}

/** Rows that are written to a folder, which is there whole at the end or not at all. */
export interface RowFile {
  /** [rows, width], the next ones. */
  append(values: Float32Array): Promise<void>
  /** `rowIds`: which rows of the data set they are, where not all. Gives the names of the files. */
  finish(rowIds: Uint32Array | undefined): Promise<string[]>
  abandon(): Promise<void>
}

/** Where rows are to be written, and how many. */
export interface RowFileOptions {
  format: 'npy' | 'safetensors'
  rows: number
  width: number
}

/** What a study does besides answering. */
export interface StudySide {
  readonly signal: AbortSignal
  progress(progress: Progress): void
  /** Throws exists where the folder holds something, unwritable, disk-full. */
  rowFile(folder: string, options: RowFileOptions): Promise<RowFile>
}

/** A small answer, and big arrays by name (rows first, row-major). */
export interface StudyResult<Answer> {
  answer: Answer
  arrays: Record<string, { shape: number[]; data: Float32Array | Uint32Array }>
}

/** Answers questions of one kind. `other` is there for questions that name a second run. */
export type StudyWork<K extends StudyKind> = (
  question: QuestionOf<K>,
  material: StudyMaterial,
  side: StudySide,
  other: StudyMaterial | undefined
) => Promise<StudyResult<AnswerOf<K>>>
