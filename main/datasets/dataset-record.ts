/** The record of a data set that was made: references to its files, and what was counted. */
import type { ArraySource } from '../../contract/records/basics'
import type { ArrayReference, Dataset, DatasetSources, RowColumn, RowTableReference } from '../../contract/records/dataset'
import { outlierFactor, type SplitRule } from '../../contract/records/dataset'
import type { ActivationReader } from './activations'
import { referenceTo } from './files/references'
import type { OpenDraft } from './open-draft'
import type { UseCounts } from './row-index/write-uses'

/** What making it has found out. */
export interface BuiltFacts {
  columns: RowColumn[]
  split: SplitRule
  counts: UseCounts
  documents: number
  /** Of the rows that the filter leaves. */
  medianNorm: number
  targetNorms: { mean: number; median: number } | undefined
}

export async function datasetRecord(
  draft: DatasetSources & { id: string; name: string },
  open: OpenDraft,
  built: BuiltFacts,
  projectFolder: string
): Promise<Dataset> {
  const { counts, split } = built
  const [first] = open.streams
  return {
    id: draft.id,
    name: draft.name,
    activations: await arrayReference(first.source, first.reader, projectFolder),
    ...(await furtherArrays(draft, open, built, projectFolder)),
    ...(open.table ? { rowTable: await tableReference(draft, open, built.columns, projectFolder) } : {}),
    ...(draft.vocabulary !== undefined && open.table?.usesVocabulary
      ? { vocabulary: await referenceTo({ path: draft.vocabulary }, projectFolder) }
      : {}),
    rows: open.reader.rows,
    dIn: open.reader.dIn,
    outliers: { rule: draft.outliers, factor: outlierFactor },
    split,
    ...(draft.filter ? { filter: draft.filter } : {}),
    ...(draft.weights ? { weights: draft.weights } : {}),
    leftOut: leftOut(counts, draft, split),
    trainRows: counts.train,
    validationRows: counts.validation,
    norms: { mean: counts.normCount > 0 ? counts.normSum / counts.normCount : 0, median: built.medianNorm },
    documents: built.documents,
    createdAt: Date.now()
  }
}

async function furtherArrays(
  { streams, targets }: DatasetSources,
  open: OpenDraft,
  { targetNorms }: BuiltFacts,
  projectFolder: string
): Promise<Pick<Dataset, 'streams' | 'targets'>> {
  const found: Pick<Dataset, 'streams' | 'targets'> = {}
  if (streams) {
    found.streams = []
    for (const { name, source, reader } of open.streams)
      found.streams.push({ name, reference: await arrayReference(source, reader, projectFolder), dIn: reader.dIn })
  }
  if (targets && open.targets && targetNorms) {
    const reference = await arrayReference(targets, open.targets, projectFolder)
    found.targets = { ...reference, dOut: open.targets.dIn, norms: targetNorms }
  }
  return found
}

/** The array is named even where it was chosen by itself: later versions may choose otherwise. */
async function arrayReference(source: ArraySource, reader: ActivationReader, projectFolder: string): Promise<ArrayReference> {
  const named = { ...source, ...(reader.array === '' ? {} : { array: reader.array }) }
  return { ...(await referenceTo(named, projectFolder)), dtype: reader.dtype, shape: reader.shape }
}

async function tableReference(
  { rowTable }: DatasetSources,
  open: OpenDraft,
  columns: RowColumn[],
  projectFolder: string
): Promise<RowTableReference> {
  const { path, files, range } = open.streams[0].source
  const source = rowTable ?? { path, ...(files ? { files } : {}), ...(range ? { range } : {}) }
  return { ...(await referenceTo(source, projectFolder)), rows: open.reader.rows, columns }
}

function leftOut(counts: UseCounts, { filter }: DatasetSources, { by }: SplitRule): Dataset['leftOut'] {
  const { notFinite, outliers, filtered, test } = counts
  return {
    count: notFinite + outliers + filtered + test,
    notFinite,
    outliers,
    ...(filter ? { filtered } : {}),
    ...(by === 'column' ? { test } : {}),
    rows: counts.leftOutRows
  }
}
