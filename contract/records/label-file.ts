/** Labels of other tools in a file: what is in it, what can not be used, and what came of an import. */
import { z } from 'zod'
import { Count, Index } from './basics'

/** What each line of labels.jsonl says that it is. */
export const labelsSchema = 'loupe.label'
export const labelsVersion = 1

/**
 * `loupe`: labels.jsonl of an export; `neuronpedia`: explanations as its dumps (jsonl, jsonl.gz, json) or a folder of them;
 * `delphi`: a folder with a file of one explanation per latent; `table`: CSV or TSV with columns that are named;
 * `annotations`: labels of one annotator, as `loupe labels export` writes them.
 */
export const LabelFileFormat = z.enum(['loupe', 'neuronpedia', 'delphi', 'table', 'annotations'])
export type LabelFileFormat = z.infer<typeof LabelFileFormat>

/** Names of the columns of a table. */
export const LabelColumns = z.object({
  feature: z.string().max(500).optional(),
  label: z.string().max(500).optional(),
  notes: z.string().max(500).optional(),
  /** Cells hold tags with “;” between them. */
  tags: z.string().max(500).optional(),
  confidence: z.string().max(500).optional(),
  status: z.string().max(500).optional()
})
export type LabelColumns = z.infer<typeof LabelColumns>

/** A row that can not be used: its line, or its file. */
export const LabelProblem = z.object({ place: z.string(), what: z.string() })
export type LabelProblem = z.infer<typeof LabelProblem>

export const LabelFileLook = z.object({
  format: LabelFileFormat,
  /** Rows with a text, or that say a feature is not interpretable. */
  labels: Count,
  features: Count,
  /** Rows without a text. */
  empty: Count,
  /** Features of `features` that nobody touched; the others have a label or a beginning of one. */
  fresh: Count,
  /** Rows that can not be used; `problems` has the first of them. */
  bad: Count,
  problems: z.array(LabelProblem),
  /** Of a table: its columns, and which are used. */
  columns: z.array(z.string()).optional(),
  used: LabelColumns.optional(),
  /** Dictionaries or modules that the file is about, where there are several: one has to be named. */
  sources: z.array(z.object({ name: z.string(), labels: Count })),
  sample: z.array(z.object({ feature: Index, label: z.string(), place: z.string() }))
})
export type LabelFileLook = z.infer<typeof LabelFileLook>

export const LabelImport = z.object({
  /** Features that have a label from the file now; one step of undo. */
  labeled: Count,
  /** Suggestions that are new, and those that were there. */
  suggested: Count,
  unchanged: Count,
  /** Rows left out since they could not be used. */
  leftOut: Count
})
export type LabelImport = z.infer<typeof LabelImport>
