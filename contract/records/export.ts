/**
 * Exports and their receipts.
 */
import { z } from 'zod'
import { Count, Id, TimeMs } from './basics'
import { LabelStatus } from './label'
import { MetricKey } from './metrics'
import { RunConfig } from './run'

/** Formats a dictionary can be written in. */
export const ExportFormat = z.enum(['saelens'])
export type ExportFormat = z.infer<typeof ExportFormat>

/** What of the labels goes into an export. */
export const ExportScope = z.object({
  /** Features whose label has one of these states are listed in the label files; weights are always whole. */
  statuses: z.array(LabelStatus),
  notes: z.boolean(),
  examples: z.boolean()
})
export type ExportScope = z.infer<typeof ExportScope>

export const WrittenFile = z.object({ name: z.string(), content: z.string(), sizeBytes: Count, sha256: z.string() })
export type WrittenFile = z.infer<typeof WrittenFile>

/** The proof of an export; written as receipt.json into its folder. */
export const Receipt = z.object({
  format: ExportFormat,
  loupeVersion: z.string(),
  createdAt: TimeMs,
  project: z.string(),
  run: z.object({ id: Id, name: z.string(), step: Count, state: z.string(), backend: z.string() }),
  config: RunConfig,
  data: z.object({
    name: z.string(),
    fingerprint: z.string(),
    rows: Count,
    trainRows: Count,
    validationRows: Count,
    leftOut: Count,
    outlierRule: z.string(),
    inputScale: z.number()
  }),
  validation: z.partialRecord(MetricKey, z.number()),
  labels: z.object({
    total: Count,
    pending: Count,
    draft: Count,
    labeled: Count,
    notInterpretable: Count,
    /** Left out where there are none. */
    flagged: Count.optional(),
    written: Count
  }),
  files: z.array(WrittenFile),
  /** Read back and compared: greatest absolute difference of activations and reconstructions on real rows. */
  verified: z.object({
    rows: Count,
    maxDifferenceActs: z.number(),
    maxDifferenceRecon: z.number(),
    labelsEqual: z.boolean(),
    seconds: z.number()
  }),
  gaps: z.array(z.string())
})
export type Receipt = z.infer<typeof Receipt>

/** A finished export as the project remembers it. */
export const ExportRecord = z.object({ id: Id, run: Id, folder: z.string(), createdAt: TimeMs, receipt: Receipt })
export type ExportRecord = z.infer<typeof ExportRecord>
