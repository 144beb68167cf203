/**
 * Makes a data set: reads the activations once, the row table twice, decides what each row is used for, and writes the
 * row index. The files themselves stay where they are.
 */
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { type Dataset, type DatasetSources, outlierFactor, type RowColumn, type SplitRule } from '../../contract/records/dataset'
import { LoupeError } from '../../contract/wire/errors'
import type { ActivationReader } from './activations'
import { type BuiltFacts, datasetRecord } from './dataset-record'
import { matchedSource } from './expand'
import { namedError } from './files/input-file'
import type { WorkOptions } from './inspect'
import { grouped, overflowText } from './numbers-in-text'
import { type OpenDraft, openDraft } from './open-draft'
import { type ActivationFacts, activationFacts } from './probe/activation-facts'
import { tableFacts } from './probe/table-facts'
import { writeActivationColumns } from './row-index/activation-columns'
import { buildWhole, writeRecord } from './row-index/build'
import { indexFiles } from './row-index/layout'
import type { UseFiles } from './row-index/use-inputs'
import { marksPath, type TableRules } from './row-index/use-marks'
import { writeTable } from './row-index/write-table'
import { keptMedian, type UseCounts, writeUses } from './row-index/write-uses'
import { rowNorms } from './row-norms'
import { checkedSplit, namedColumn, splitColumn } from './split'

export interface DatasetDraft extends DatasetSources {
  id: string
  name: string
}

/**
 * Writes the row index into `folder` (whole or not at all) and gives the record.
 * Throws what opening the files throws, row-mismatch, not-finite (no row is usable), config (a rule names what is not there,
 * the split leaves nothing), cancelled.
 */
export async function buildDataset(
  given: DatasetDraft,
  projectFolder: string,
  folder: string,
  o: WorkOptions = {}
): Promise<Dataset> {
  const draft = await withoutPatterns(given)
  const open = await openDraft(draft, o.signal)
  try {
    return await buildWhole(folder, async (temporary) => {
      return datasetRecord(draft, open, await build(draft, open, temporary, o), projectFolder)
    })
  } finally {
    await open.close()
  }
}

/** A pattern stands for the files it matches now: those are what the record refers to. */
async function withoutPatterns(draft: DatasetDraft): Promise<DatasetDraft> {
  const { activations, targets, rowTable, streams } = draft
  const matchedStreams = streams?.map(async (stream) => ({ ...stream, source: await matchedSource(stream.source) }))
  return {
    ...draft,
    activations: await matchedSource(activations),
    ...(targets ? { targets: await matchedSource(targets) } : {}),
    ...(rowTable ? { rowTable: await matchedSource(rowTable) } : {}),
    ...(matchedStreams ? { streams: await Promise.all(matchedStreams) } : {})
  }
}

async function build(draft: DatasetDraft, open: OpenDraft, folder: string, o: WorkOptions): Promise<BuiltFacts> {
  const { reader, table } = open
  // A rule that can not be met is told before minutes are spent on reading.
  const columns = table ? (await tableFacts(table, [], o.signal)).columns : []
  const rules = tableRules(draft, columns)
  const facts = await factsWithNorms(reader, folder, o)
  if (facts.notFinite.count === facts.rows) throw nothingUsable(draft.activations.path)
  const targetNorms = await measuredTargets(open.targets, folder, o)
  const index = await writeTable(folder, reader, table && { table, columns, rules }, o.signal)
  const split = checkedSplit(draft.split, facts.rows, index.documents, rules.splitColumn)
  const files = filesOfUses(folder, open, rules, index.documents > 0)
  const median = rules.filter ? (await keptMedian(files, facts.rows, o.signal)) || 0 : facts.norms.median
  const outlierNorm = median > 0 ? median * outlierFactor : Number.POSITIVE_INFINITY
  const counts = await writeUses(folder, files, { rows: facts.rows, outlierNorm, outliers: draft.outliers, split }, o.signal)
  checkCounts(counts, split, draft)
  if (files.marks) await rm(files.marks)
  await writeRecord(folder, index)
  return { columns, split, counts, documents: index.documents, medianNorm: median, targetNorms }
}

/** What the row table decides; throws config for columns that it does not have. */
function tableRules({ filter, weights, split }: DatasetDraft, columns: RowColumn[]): TableRules {
  for (const rule of [filter, weights]) if (rule) namedColumn(rule.column, columns)
  return { filter, weights, splitColumn: splitColumn(split, columns) }
}

function filesOfUses(folder: string, open: OpenDraft, rules: TableRules, hasDocuments: boolean): UseFiles {
  return {
    norms: join(folder, indexFiles.norms),
    targetNorms: open.targets && join(folder, indexFiles.targetNorms),
    documents: hasDocuments ? join(folder, indexFiles.documents) : undefined,
    marks: marksPath(folder, rules),
    weights: rules.weights && join(folder, indexFiles.weights)
  }
}

function factsWithNorms(reader: ActivationReader, folder: string, o: WorkOptions): Promise<ActivationFacts> {
  return writeActivationColumns(folder, 'activations', reader.dIn, (columns) =>
    activationFacts(reader, { ...o, onlyNorms: true, onNorms: columns.append })
  )
}

async function measuredTargets(targets: ActivationReader | undefined, folder: string, o: WorkOptions) {
  if (!targets) return undefined
  return writeActivationColumns(folder, 'targets', targets.dIn, (columns) => rowNorms(targets, { ...o, onNorms: columns.append }))
}

function nothingUsable(path: string): LoupeError {
  const hint = `Check the script that wrote it: ${overflowText}.`
  return namedError('not-finite', path, 'has no usable row: every one holds NaN or infinity', hint)
}

function checkCounts(counts: UseCounts, split: SplitRule, { weights, split: given }: DatasetDraft): void {
  if (counts.train === 0) {
    const message = `No row is left to train on: ${grouped(counts.validation)} validate (${ruleText(split)}), the rest is left out.`
    throw new LoupeError('config', message, { hint: 'Choose another split or filter, or keep the outlier rows.' })
  }
  if (weights && counts.drawn === 0) {
    const message = 'No row is left to train on: every training row weighs 0.'
    throw new LoupeError('config', message, { hint: 'Give one of the values a weight above 0.', place: weights.column })
  }
  if (given?.by === 'column' && counts.validation === 0) {
    const message = `No row validates: the column “${split.column}” has no usable row with validation (val, valid, dev).`
    throw new LoupeError('config', message, { hint: 'Split by document or by row, or by “none”.' })
  }
}

function ruleText({ by, every, column }: SplitRule): string {
  if (by === 'column') return `by the column “${column}”`
  return by === 'none' ? 'no split' : `every ${every}th ${by}`
}
