/** A dictionary written in another format, and what was proven of it; conversion.json in its folder. */
import { z } from 'zod'
import { Count, TimeMs } from './basics'
import { DictionaryReport, WeightType, WrittenFormat } from './dictionary-report'
import { WrittenFile } from './export'
import { LabelImport } from './label-file'
import { Run } from './run'

export const Conversion = z.object({
  schema: z.literal('loupe.conversion'),
  version: z.literal(1),
  createdAt: TimeMs,
  from: DictionaryReport,
  format: WrittenFormat,
  type: WeightType,
  files: z.array(WrittenFile),
  /** What is not as it was: folded, or another class that computes the same. */
  changes: z.array(z.string()),
  /** Read back and compared with the source on seeded rows; greatest absolute differences over the rows that count. */
  verified: z.object({
    rows: Count,
    /** Rows left aside: which features fire hangs on rounding there. */
    tied: Count,
    maxDifferenceActs: z.number(),
    maxDifferenceRecon: z.number(),
    seconds: z.number()
  })
})
export type Conversion = z.infer<typeof Conversion>

/** What a dictionary makes of rows of a data set. */
export const FirstFit = z.object({
  rows: Count,
  /** Absent where what is reconstructed does not vary. */
  fvu: z.number().optional(),
  l0: z.number(),
  deadShare: z.number(),
  /** Where it does not fit: the likely cause. */
  warning: z.object({ title: z.string(), detail: z.string() }).optional()
})
export type FirstFit = z.infer<typeof FirstFit>

/** A dictionary tried on rows, before it is taken in. */
export const Tried = z.object({ report: DictionaryReport, fit: FirstFit })
export type Tried = z.infer<typeof Tried>

/** A dictionary that became a run; `fit` is what it makes of rows of the data set, `labels` what came with it. */
export const Imported = z.object({ run: Run, report: DictionaryReport, fit: FirstFit, labels: LabelImport.optional() })
export type Imported = z.infer<typeof Imported>

/** What `apply` wrote. */
export const Applied = z.object({
  file: z.string(),
  rows: Count,
  dSae: Count,
  dOut: Count,
  form: z.enum(['dense', 'sparse']),
  /** Mean active features per row. */
  l0: z.number(),
  /** Features that fired on none of the rows, 0–1. */
  silentShare: z.number(),
  /** Σ‖x − x̂‖² ÷ Σ‖x − mean x‖²; absent for transcoders, whose targets are not in the file. */
  fvu: z.number().optional(),
  report: DictionaryReport
})
export type Applied = z.infer<typeof Applied>
