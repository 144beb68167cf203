/** Features of analyzed runs: lists, rows and evidence. Writing an analysis is in analyses.ts. */
import { FeatureRow } from '../../../contract/records/feature'
import type { Label } from '../../../contract/records/label'
import { LoupeError } from '../../../contract/wire/errors'
import type { FactColumns, FeatureEvidence, FeatureStore } from '../feature-records'
import type { BestCategoryReader } from '../features/best-category'
import type { ScoreReader } from '../features/category-scores'
import { examplesFromBlob, foldedCounts, neighborsFromBlob } from '../features/evidence-blobs'
import { factColumnReader, factsAt } from '../features/fact-columns'
import { selectFeatures } from '../features/select'
import type { AnalysisRow, AnalysisTable } from './analyses'
import type { CheckMarks } from './check-marks'
import type { LabelSearch } from './label-search'
import type { LabelTable } from './labels'
import { withoutStrangeChecks } from './own-checks'
import type { OwnLabels } from './own-labels'
import { checkedRecord, damagedRecord, numbersFromBlob, type TableContext } from './stored-records'
import type { SuggestionTable } from './suggestions'

interface EvidenceRow {
  histogram: Uint8Array
  log_histogram: Uint8Array | null
  examples: Uint8Array
  neighbors: Uint8Array
  peak_before: string | null
  peak_token: string | null
}

type SummaryRow = Pick<EvidenceRow, 'histogram' | 'peak_before' | 'peak_token'>

/** Bins of the small histogram in the list. */
const sparkBins = 10

interface FeatureTableNeeds {
  analyses: AnalysisTable
  labels: LabelTable
  search: LabelSearch
  own: OwnLabels
  scores: ScoreReader
  bestCategory: BestCategoryReader
  suggestions: Pick<SuggestionTable, 'unsortedFeatures'>
  marks: CheckMarks
}

export function featureTable(
  { connection }: TableContext,
  { analyses, labels, search, own, scores, marks, bestCategory, suggestions }: FeatureTableNeeds
): FeatureStore {
  const ofFeature = 'FROM evidence WHERE analysis = ? AND feature = ?'
  const oneSummary = connection.prepare<[number, number], SummaryRow>(`SELECT histogram, peak_before, peak_token ${ofFeature}`)
  const oneEvidence = connection.prepare<[number, number], EvidenceRow>(
    `SELECT histogram, log_histogram, examples, neighbors, peak_before, peak_token ${ofFeature}`
  )
  const readColumns = factColumnReader(connection)

  const current = (run: string): AnalysisRow => {
    labels.featureCount(run)
    const analysis = analyses.current(run)
    if (analysis) return analysis
    throw new LoupeError('not-found', 'This run has not been analyzed', {
      hint: 'Analyze it first; features are known after that.'
    })
  }
  const columnsOf = (analysis: AnalysisRow): FactColumns => readColumns(analysis.id, analysis.features)

  const featureRow = (analysis: AnalysisRow, feature: number, summary: SummaryRow, label: Label): FeatureRow =>
    checkedRecord(
      FeatureRow,
      {
        ...factsAt(columnsOf(analysis), feature),
        ...labelPart(label),
        ...marks.marks(label.run, feature, analysis.id),
        ...summaryPart(summary)
      },
      'feature'
    )

  return {
    beginAnalysis: (run, facts, goOn) => analyses.begin(run, facts, goOn),
    begunPasses: (run) => analyses.begun(run),
    analysis(run) {
      const row = analyses.current(run)
      return row && analyses.summary(row)
    },
    columns: (run) => columnsOf(current(run)),
    bestCategory,
    ids(selection) {
      const analysis = current(selection.run)
      const columns = columnsOf(analysis)
      const { run, as } = selection
      const allChecks = () => marks.columns(run, columns.count, analysis.id)
      if (as === undefined) return selectFeatures(selection, columns, { search, scores, suggestions, checks: allChecks })
      const said = own(as)
      const checks = () => withoutStrangeChecks(allChecks(), said.unsortedTexts(run), search.unsortedTexts(run))
      return selectFeatures(selection, columns, { search: said, scores, suggestions: undefined, checks })
    },
    rows(run, features) {
      const analysis = current(run)
      return features.map((feature) => {
        const summary = oneSummary.get(analysis.id, feature) ?? refuse(analysis, feature)
        return featureRow(analysis, feature, summary, labels.get(run, feature))
      })
    },
    evidence(run, feature) {
      const analysis = current(run)
      const stored = oneEvidence.get(analysis.id, feature) ?? refuse(analysis, feature)
      const label = labels.get(run, feature)
      const { features, cosines } = neighborsFromBlob(stored.neighbors)
      return {
        row: featureRow(analysis, feature, stored, label),
        notes: label.notes,
        rows: analysis.rows,
        ...sharesOf(columnsOf(analysis), feature),
        histogram: numbersFromBlob(Uint32Array, stored.histogram, 'histogram'),
        ...logHistogramPart(stored),
        ...examplesFromBlob(stored.examples),
        neighbors: Array.from(features, (one, i) => ({ feature: one, cosine: cosines[i], label: labels.get(run, one).label }))
      } satisfies FeatureEvidence
    }
  }
}

function logHistogramPart({ log_histogram: blob }: EvidenceRow): { logHistogram?: Uint32Array } {
  return blob === null ? {} : { logHistogram: numbersFromBlob(Uint32Array, blob, 'histogram') }
}

function labelPart({ label, status, tags, confidence }: Label): object {
  return confidence === null ? { label, status, tags } : { label, status, tags, confidence }
}

function summaryPart({ histogram, peak_before: before, peak_token: token }: SummaryRow): object {
  const counts = numbersFromBlob(Uint32Array, histogram, 'histogram')
  if (counts.length % sparkBins !== 0) throw damagedRecord('histogram')
  const spark = foldedCounts(counts, sparkBins)
  return before === null || token === null ? { spark } : { spark, peak: { before, token } }
}

function sharesOf({ mass, activeRows }: FactColumns, feature: number): { massRank: number; l0Share: number } {
  let heavier = 0
  let slots = 0
  for (let i = 0; i < mass.length; i += 1) {
    if (mass[i] > mass[feature]) heavier += 1
    slots += activeRows[i]
  }
  return { massRank: heavier + 1, l0Share: slots === 0 ? 0 : activeRows[feature] / slots }
}

function refuse(analysis: AnalysisRow, feature: number): never {
  throw new LoupeError('not-found', `There is no feature ${feature}`, {
    hint: `The run has the features 0 to ${analysis.features - 1}.`
  })
}
