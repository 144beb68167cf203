/**
 * The analysis of one dictionary over one data set: encode all rows once, then find nearest features and tell the facts of every
 * feature. Where the rows come from, who works the facts out and where they go are the caller's.
 */
import type { Batch, PassState } from '../../contract/records/arrays'
import type { Progress } from '../../contract/records/basics'
import { createReconstructionShares, type Dictionary, type Encoder, nearestByDecoder } from '../dictionaries'
import { readDocumentMap } from './passes/document-map'
import { encodePass } from './passes/encode-pass'
import { blockRanges } from './passes/fact-blocks'
import { factsPass, metLater } from './passes/facts-pass'
import type { FeatureTotals } from './passes/feature-totals'
import type { FactsMaterial } from './passes/measured-feature'
import { sharesStateFrom } from './passes/pass-state'
import type { ActivationIndexReader, ActivationIndexWriter, AnalysisSink, FactMakers, PassKeeper } from './ports'
import { phaseProgress } from './progress'
import { neighborCount, neighborsOf } from './relations/neighbors'

export interface Analysis {
  encoder: Encoder
  dictionary: Dictionary
  /** All rows to count, each once, row ids ascending; of a pass that goes on those after `begun.lastRow`. */
  batches: AsyncIterable<Batch>
  /** Rows of the data set: row ids are below it; rows that do not pass are not counted anywhere. */
  totalRows: number
  /** Document ordinals of the rows from … to − 1; −1 where a row has none. */
  documentsOf(from: number, to: number): Promise<Int32Array>
  index: ActivationIndexWriter
  makers(material: FactsMaterial, index: ActivationIndexReader): FactMakers
  sink: AnalysisSink
  /** The pass goes on from here: the index holds the rows up to it. */
  begun?: PassState | undefined
  keeper?: PassKeeper | undefined
  /** Decides the random examples; the same seed gives the same ones. */
  seed: number
  signal: AbortSignal
  onProgress(progress: Progress): void
}

export interface AnalysisSummary {
  /** Rows that passed. */
  rows: number
  features: number
  /** Features that never fired. */
  silent: number
  /** Mean number of active features per row. */
  l0: number
}

/**
 * Writes the activation index (finished and closed) and all facts. When it throws (cancelled, empty, not-finite, or what
 * a port throws), facts and index are incomplete and the caller drops them.
 */
export async function analyze(o: Analysis): Promise<AnalysisSummary> {
  const encoded = await encodeRows(o)
  const index = await o.index.finish()
  try {
    await tellFacts(o, encoded, index)
  } finally {
    await index.close()
  }
  return summaryOf(encoded.totals)
}

/** What the pass over the rows leaves beside the index. */
interface Encoded {
  totals: FeatureTotals
  explainedShares: Float64Array
}

async function encodeRows(o: Analysis): Promise<Encoded> {
  const shares = await createReconstructionShares(o.dictionary, o.begun && sharesStateFrom(o.begun))
  try {
    const totals = await encodePass({
      encoder: o.encoder,
      dSae: o.dictionary.dSae,
      batches: o.batches,
      index: o.index,
      shares,
      begun: o.begun,
      keeper: o.keeper,
      signal: o.signal,
      onRows: phaseProgress({ total: o.totalRows, unit: 'rows', note: encodingNote(o.begun) }, o.onProgress, o.begun?.rows)
    })
    return { totals, explainedShares: shares.shares() }
  } finally {
    await o.keeper?.settle()
    shares.dispose()
  }
}

function encodingNote(begun: PassState | undefined): string {
  return begun ? `Encoding rows, continued at row ${(begun.lastRow + 1).toLocaleString('en-US')}` : 'Encoding rows'
}

async function tellFacts(o: Analysis, encoded: Encoded, index: ActivationIndexReader): Promise<void> {
  const { dSae } = o.dictionary
  const documents = await readDocumentMap(o.totalRows, o.documentsOf, o.signal)
  const makers = o.makers({ ...encoded, documents, seed: o.seed }, index)
  // Found while the first blocks are worked out.
  const nearest = metLater(nearestByDecoder(o.dictionary, neighborCount, o.onProgress, o.signal))
  try {
    await factsPass({
      ranges: blockRanges(encoded.totals.activeRows),
      makers,
      neighborsOf: async (range) => neighborsOf(await nearest, dSae, range),
      sink: o.sink,
      signal: o.signal,
      onFeatures: phaseProgress({ total: dSae, unit: 'features', note: 'Collecting examples' }, o.onProgress)
    })
  } finally {
    // The backend is never left at work.
    await nearest.catch(() => undefined)
  }
}

function summaryOf(totals: FeatureTotals): AnalysisSummary {
  let silent = 0
  let slots = 0
  for (const activeRows of totals.activeRows) {
    if (activeRows === 0) silent += 1
    slots += activeRows
  }
  return { rows: totals.rows, features: totals.activeRows.length, silent, l0: slots / totals.rows }
}
