/** Calls about activation files and data sets. */
import { z } from 'zod'
import { ArraySource, Count, Id, Index } from '../records/basics'
import { Dataset, FileState } from '../records/dataset'
import { FitReport } from '../records/fit'
import { maxImageRows, RowImage } from '../records/image'
import { Inspection, PreviewRow } from '../records/inspection'
import { call, read } from './call'

const ImageRows = z.array(Index).min(1).max(maxImageRows)

export const datasetCalls = {
  /** Looks at files; one pass over the activations. Progress in rows. Folders are taken as all files in them. */
  'datasets.inspect': call(z.object({ files: z.array(ArraySource).min(1).max(1000) }), Inspection),
  /** Other rows for the preview of an inspection: `rows` by index; `vocabulary` is the path of a file with the text of token ids. */
  'datasets.preview': read(
    z.object({
      activations: ArraySource,
      rowTable: ArraySource.optional(),
      vocabulary: z.string().min(1).max(4096).optional(),
      rows: z.array(Index).min(1).max(100)
    }),
    z.array(PreviewRow)
  ),
  /** Images of rows, before there is a project: `rowTable` has a column of role `image`. Each row has its image or its problem. */
  'datasets.previewImages': read(z.object({ rowTable: ArraySource, rows: ImageRows }), z.array(RowImage)),
  /** Images of rows of a data set whose row table has a column of role `image`. */
  'datasets.images': read(z.object({ project: Id, dataset: Id, rows: ImageRows }), z.array(RowImage)),
  /**
   * Does the dictionary of a run (the latest with a checkpoint; the latest checkpoint) fit rows that it was not trained on?
   * Looks at 4,096 of them at most. Throws wrong-shape when they have another width.
   */
  'datasets.fit': call(z.object({ project: Id, run: Id.optional(), step: Count.optional(), source: ArraySource }), FitReport),
  /** Looks whether the files of a data set are still there and unchanged. */
  'datasets.check': read(z.object({ project: Id, dataset: Id }), z.array(FileState)),
  /** Points a data set at its moved activation file or row table; the content must be the same. */
  'datasets.relocate': call(z.object({ project: Id, dataset: Id, path: z.string().min(1).max(4096) }), Dataset),
  /**
   * Takes in rows that were appended to the files of a data set (row table too), and further files beside them (`files`, shards of the
   * activations or of the row table). Earlier rows have to be the same: throws `changed` where one is not, `usage` where no row was
   * added, `busy` while something works with the data set. What was made from it stays; analyses go on over the new rows.
   */
  'datasets.extend': call(
    z.object({ project: Id, dataset: Id, files: z.array(z.string().min(1).max(4096)).max(10_000).default([]) }),
    Dataset
  )
}
