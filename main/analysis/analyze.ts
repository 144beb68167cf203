/**
 * The analysis of one dictionary over one data set: encode all rows once, find nearest features, then tell the facts
 * of every feature. Where the rows come from and where the facts go are the caller's.
 */
import type { Batch } from '../../contract/records/arrays'
import type { Progress } from '../../contract/records/basics'
import { createReconstructionShares, type Dictionary, type Encoder, nearestByDecoder } from '../dictionaries'
import { readDocumentMap } from './passes/document-map'
import { encodePass } from './passes/encode-pass'
import { factsPass } from './passes/facts-pass'
import type { RecordMaker } from './passes/feature-record'
import { type FeatureTotals, totalMass } from './passes/feature-totals'
import { sharesStateFrom } from './passes/pass-state'
import { createPicker } from './passes/pick'
import { createSpreadCounter } from './passes/spread'
import type { ActivationIndexReader, ActivationIndexWriter, AnalysisSink, PassKeeper, PassState } from './ports'
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
  const nearest = await nearestByDecoder(o.dictionary, neighborCount, o.onProgress, o.signal)
  await factsPass({
    maker: await recordMaker(o, encoded),
    index,
    neighborsOf: (feature) => neighborsOf(nearest, dSae, feature),
    sink: o.sink,
    signal: o.signal,
    onFeatures: phaseProgress({ total: dSae, unit: 'features', note: 'Collecting examples' }, o.onProgress)
  })
}

async function recordMaker(o: Analysis, { totals, explainedShares }: Encoded): Promise<RecordMaker> {
  const documents = await readDocumentMap(o.totalRows, o.documentsOf, o.signal)
  return {
    totals,
    mass: totalMass(totals),
    picker: createPicker(documents),
    spreadOf: createSpreadCounter(documents),
    explainedShares,
    seed: o.seed,
    priorities: new Uint32Array(totals.rows)
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
