/**
 * Makes a data set: reads the activations once, the row table twice, decides what each row is used for, and writes the
 * row index. The files themselves stay where they are.
 */
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { ArraySource } from '../../contract/records/basics'
import {
  type Dataset,
  type OutlierRule,
  outlierFactor,
  type RowTableReference,
  type SplitRule
} from '../../contract/records/dataset'
import { LoupeError } from '../../contract/wire/errors'
import { type ActivationReader, openActivations } from './activations'
import { namedError } from './files/input-file'
import { referenceTo } from './files/references'
import type { WorkOptions } from './inspect'
import { grouped, overflowText } from './numbers-in-text'
import { type ActivationFacts, activationFacts } from './probe/activation-facts'
import { tableFacts } from './probe/table-facts'
import { buildWhole, writeRecord } from './row-index/build'
import { ColumnWriter } from './row-index/column-writer'
import { indexFiles, type RowIndexRecord } from './row-index/layout'
import { type TableContent, writeTable } from './row-index/write-table'
import { type UseCounts, writeUses } from './row-index/write-uses'
import { checkedSplit } from './split'
import { type OpenTable, openOwnTable, openTable } from './table'

export interface DatasetDraft {
  id: string
  name: string
  activations: ArraySource
  /** Left out: the text columns beside the activations, where a csv has them. */
  rowTable?: ArraySource
  outliers: OutlierRule
  /** Left out: every 10th document, or every 10th row where there are too few documents. */
  split?: SplitRule
}

/** Norms by row while a data set is made; f32. */
const normsFile = 'norms.f32'

/**
 * Writes the row index into `folder` (whole or not at all) and gives the record.
 * Throws what opening the files throws, row-mismatch, not-finite (no row is usable), config (the split leaves nothing), cancelled.
 */
export async function buildDataset(
  draft: DatasetDraft,
  projectFolder: string,
  folder: string,
  o: WorkOptions = {}
): Promise<Dataset> {
  const reader = await openActivations(draft.activations, o.signal)
  try {
    const table = await openMatchingTable(draft, reader, o.signal)
    try {
      return await buildWhole(folder, async (temporary) => {
        const built = await build(draft, reader, table, temporary, o)
        return await recordOf(draft, projectFolder, reader, built)
      })
    } finally {
      await table?.close()
    }
  } finally {
    await reader.close()
  }
}

interface Built {
  facts: ActivationFacts
  index: RowIndexRecord
  content: TableContent | undefined
  split: SplitRule
  counts: UseCounts
}

async function build(
  draft: DatasetDraft,
  reader: ActivationReader,
  table: OpenTable | undefined,
  folder: string,
  o: WorkOptions
): Promise<Built> {
  const facts = await factsWithNorms(reader, folder, o)
  if (facts.notFinite.count === facts.rows) throw nothingUsable(draft.activations.path)
  const content = table && { table, columns: (await tableFacts(table, [], o.signal)).columns }
  const index = await writeTable(folder, reader, content, o.signal)
  const split = checkedSplit(draft.split, facts.rows, index.documents)
  const median = facts.norms.median
  const counts = await writeUses(
    folder,
    join(folder, normsFile),
    index.documents > 0 ? join(folder, indexFiles.documents) : undefined,
    {
      rows: facts.rows,
      outlierNorm: median > 0 ? median * outlierFactor : Number.POSITIVE_INFINITY,
      outliers: draft.outliers,
      split
    },
    o.signal
  )
  checkCounts(counts, split)
  await rm(join(folder, normsFile))
  await writeRecord(folder, index)
  return { facts, index, content, split, counts }
}

async function factsWithNorms(reader: ActivationReader, folder: string, o: WorkOptions): Promise<ActivationFacts> {
  const writer = await ColumnWriter.create(folder, normsFile)
  try {
    const facts = await activationFacts(reader, { ...o, onNorms: (norms) => writer.append(norms) })
    await writer.finish()
    return facts
  } finally {
    await writer.close()
  }
}

async function openMatchingTable(
  draft: DatasetDraft,
  reader: ActivationReader,
  signal?: AbortSignal
): Promise<OpenTable | undefined> {
  if (!draft.rowTable) return openOwnTable(draft.activations, signal)
  const { path } = draft.rowTable
  const table = await openTable(draft.rowTable, signal)
  if (table.rows === reader.rows) return table
  await table.close()
  const happened = `has ${grouped(table.rows)} rows, the activations have ${grouped(reader.rows)}`
  throw namedError('row-mismatch', path, happened, 'Give the table with one row per activation row, or leave it out.')
}

async function recordOf(draft: DatasetDraft, projectFolder: string, reader: ActivationReader, built: Built): Promise<Dataset> {
  const { facts, index, split, counts } = built
  const rowTable = await tableReference(draft, projectFolder, built)
  // The array is named even where it was chosen by itself: later versions may choose otherwise.
  const source = { path: draft.activations.path, ...(reader.array === '' ? {} : { array: reader.array }) }
  return {
    id: draft.id,
    name: draft.name,
    activations: { ...(await referenceTo(source, projectFolder)), dtype: reader.dtype, shape: reader.shape },
    ...(rowTable ? { rowTable } : {}),
    rows: facts.rows,
    dIn: facts.dIn,
    outliers: { rule: draft.outliers, factor: outlierFactor },
    split,
    leftOut: {
      count: counts.notFinite + counts.outliers,
      notFinite: counts.notFinite,
      outliers: counts.outliers,
      rows: counts.leftOutRows
    },
    trainRows: counts.train,
    validationRows: counts.validation,
    norms: { mean: counts.normCount > 0 ? counts.normSum / counts.normCount : 0, median: facts.norms.median },
    documents: index.documents,
    createdAt: Date.now()
  }
}

async function tableReference(draft: DatasetDraft, projectFolder: string, built: Built): Promise<RowTableReference | undefined> {
  if (!built.content) return undefined
  const source = draft.rowTable ?? { path: draft.activations.path }
  return { ...(await referenceTo(source, projectFolder)), rows: built.content.table.rows, columns: built.content.columns }
}

function nothingUsable(path: string): LoupeError {
  const hint = `Check the script that wrote it: ${overflowText}.`
  return namedError('not-finite', path, 'has no usable row: every one holds NaN or infinity', hint)
}

function checkCounts(counts: UseCounts, split: SplitRule): void {
  if (counts.train > 0) return
  const message = `No row is left to train on: ${grouped(counts.validation)} validate (every ${split.every}th ${split.by}), the rest is left out.`
  throw new LoupeError('config', message, { hint: 'Choose another split, or keep the outlier rows.' })
}
