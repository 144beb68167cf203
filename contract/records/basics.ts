/**
 * Small building blocks of the records: ids, counts, times, file references.
 * Every other record is made of these; nothing here knows a station.
 */
import { z } from 'zod'

/** Opaque id made by the store or the engine: letters, digits, `-`, `_`. */
export const Id = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/)
export type Id = z.infer<typeof Id>

/** Milliseconds since 1970, UTC. */
export const TimeMs = z.number().int().nonnegative()

/** Index of a row of a data set or of a feature of a dictionary, counted from 0. */
export const Index = z.number().int().nonnegative()

/** A number of things, 0 or more. */
export const Count = z.number().int().nonnegative()

/** Element types an activation file may hold; values are always handed on as f32. */
export const Dtype = z.enum(['f16', 'bf16', 'f32', 'f64', 'i8', 'i16', 'i32', 'i64', 'u8', 'u16', 'u32', 'u64', 'bool'])
export type Dtype = z.infer<typeof Dtype>

/** A name directly in a folder: never a way out of it. */
const FileName = z
  .string()
  .min(1)
  .max(255)
  .refine((name) => !/[\\/\0]/.test(name) && name !== '.' && name !== '..', 'is not the name of a file in the folder')

/** Rows from … from + count − 1, as if the source had no others. */
export const RowRange = z.object({ from: Index, count: z.number().int().positive() })
export type RowRange = z.infer<typeof RowRange>

/**
 * One array on disk: a file, or a folder whose files are one data set (shards, a saved Hugging Face data set).
 * `files` names the shards where only some files of the folder belong to it, in natural order.
 * `array` is the name of the array where there are several, or the layout of raw numbers: `f32[1000,768]`.
 */
export const ArraySource = z.object({
  path: z.string().min(1).max(4096),
  array: z.string().max(512).optional(),
  files: z.array(FileName).min(1).max(100_000).optional(),
  /** Left out: all rows. */
  range: RowRange.optional()
})
export type ArraySource = z.infer<typeof ArraySource>

/**
 * A file or folder that a project points at and never copies.
 * `fingerprint` is a SHA-256 (hex) over size and sampled content: equal fingerprints mean the same data.
 */
export const FileReference = ArraySource.extend({
  /** Path relative to the project folder, `/` between parts; found by it when the project moved together with the file. */
  relativePath: z.string(),
  sizeBytes: Count,
  modifiedMs: z.number(),
  fingerprint: z.string(),
  /** Of a folder: the files that are the data, in order, so that a changed one can be named. */
  parts: z.array(z.object({ name: z.string(), sizeBytes: Count, fingerprint: z.string() })).optional()
})
export type FileReference = z.infer<typeof FileReference>

/** A histogram: `edges` has one number more than `counts`; bin i holds edges[i] ≤ v < edges[i+1], the last bin both ends. */
export const Histogram = z.object({
  edges: z.array(z.number()),
  counts: z.array(Count)
})
export type Histogram = z.infer<typeof Histogram>

/** How far a long work is. `total` 0 means not known yet. */
export const Progress = z.object({
  done: z.number().nonnegative(),
  total: z.number().nonnegative(),
  /** What is counted, plural: rows, steps, features. */
  unit: z.string(),
  perSecond: z.number().nonnegative().optional(),
  secondsLeft: z.number().nonnegative().optional(),
  /** What is being done now, for people. */
  note: z.string().optional()
})
export type Progress = z.infer<typeof Progress>
