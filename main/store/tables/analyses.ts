/**
 * Analyses while they are written: blocks of facts and evidence under a number of their own.
 * The run shows its latest complete analysis, so a new one appears at once when it is complete, and a broken one never.
 */
import { activationBins, FeatureFacts, intervalCount, logBins } from '../../../contract/records/feature'
import { LoupeError } from '../../../contract/wire/errors'
import type { AnalysisSummary, AnalysisWriter, AnalyzedFeature, BegunPass, FeatureBlock } from '../feature-records'
import { blobFromExamples, blobFromNeighbors } from '../features/evidence-blobs'
import { factColumnList, factKeys } from '../features/fact-names'
import { analysisRemover } from './analysis-removal'
import { begunPasses } from './begun-passes'
import type { Removals } from './removals'
import { blobFromNumbers, type TableContext } from './stored-records'

export interface AnalysisRow {
  id: number
  run: string
  step: number
  features: number
  rows: number
  finished_at: number
}

/** An analysis that is to go, with the features it has (not those it promised). */
type DoomedRow = Pick<AnalysisRow, 'id' | 'run' | 'features'>

export interface AnalysisTable {
  /** `goOn`: in the folder of the unfinished pass, which is thrown away otherwise. */
  begin(run: string, facts: { step: number; features: number; rows: number }, goOn?: boolean): AnalysisWriter
  /** Passes that can be gone on with, the unfinished one first. */
  begun(run: string): BegunPass[]
  /** The latest complete analysis. */
  current(run: string): AnalysisRow | undefined
  summary(row: AnalysisRow): AnalysisSummary
  /** Throws away analyses that were never completed or that a later one replaced, with their files. */
  sweep(): void
}

export function analysisTable(context: TableContext, removals: Removals): AnalysisTable {
  const { connection, layout } = context
  const insert = connection.prepare<[string, number, number, number, number]>(
    'INSERT INTO analyses (run, step, features, rows, started_at) VALUES (?, ?, ?, ?, ?)'
  )
  const latest = connection.prepare<[string], AnalysisRow>(
    `SELECT id, run, step, features, rows, finished_at FROM analyses
     WHERE run = ? AND finished_at IS NOT NULL ORDER BY id DESC LIMIT 1`
  )
  const finish = connection.prepare<[number, number]>('UPDATE analyses SET finished_at = ? WHERE id = ?')
  const doomed = `SELECT id, run, coalesce((SELECT max(feature) + 1 FROM facts WHERE analysis = this.id), 0) AS features
    FROM analyses AS this`
  const older = connection.prepare<[string, number], DoomedRow>(`${doomed} WHERE run = ? AND id < ?`)
  const one = connection.prepare<[number], DoomedRow>(`${doomed} WHERE id = ?`)
  const unseen = connection.prepare<[], DoomedRow>(
    `${doomed} WHERE finished_at IS NULL
     OR id < (SELECT max(id) FROM analyses WHERE run = this.run AND finished_at IS NOT NULL)`
  )
  const unfinished = connection.prepare<[], Pick<AnalysisRow, 'run' | 'id'>>(
    'SELECT run, id FROM analyses WHERE finished_at IS NULL ORDER BY id'
  )
  const countFacts = connection.prepare<[number], number>('SELECT count(*) FROM facts WHERE analysis = ?').pluck()
  const blocks = blockWriter(context)
  const passes = begunPasses(layout)

  const remover = analysisRemover(context)
  const noteFiles = connection.transaction((rows: DoomedRow[]) => {
    for (const { id, run } of rows) removals.note('analysis', run, id)
  })
  const removeAll = (rows: DoomedRow[]): void => {
    noteFiles(rows)
    removals.carryOut()
    remover.remove(rows)
  }

  const summary = (row: AnalysisRow): AnalysisSummary => ({
    id: row.id,
    step: row.step,
    features: row.features,
    rows: row.rows,
    finishedAt: row.finished_at,
    folder: layout.analysisFolder(row.run, row.id)
  })

  const complete = (id: number, features: number): void => {
    const stored = countFacts.get(id)!
    if (stored !== features)
      throw new LoupeError('internal', `The analysis has facts of ${stored} features instead of ${features}`)
    finish.run(Date.now(), id)
  }

  return {
    current: (run) => latest.get(run),
    summary,
    begun(run) {
      const current = latest.get(run)
      return passes.list(run, current && layout.analysisFolder(run, current.id))
    },
    begin(run, { step, features, rows }, goOn = false) {
      const id = Number(insert.run(run, step, features, rows, Date.now()).lastInsertRowid)
      const folder = layout.analysisFolder(run, id)
      passes.begin(run, folder, goOn)
      let open = true
      return {
        folder,
        append(block) {
          checkBlock(block, features)
          blocks(id, block)
        },
        complete() {
          complete(id, features)
          open = false
          passes.drop(run)
          removeAll(older.all(run, id))
          return summary(latest.get(run)!)
        },
        discard({ keepPass } = { keepPass: true }) {
          if (open && keepPass) passes.setAside(run, folder)
          if (open) removeAll(one.all(id))
          open = false
        }
      }
    },
    sweep() {
      for (const { run, id } of unfinished.all()) passes.setAside(run, layout.analysisFolder(run, id))
      removeAll(unseen.all())
    }
  }
}

/** Stores a block in one transaction. */
function blockWriter({ connection }: TableContext): (analysis: number, block: FeatureBlock) => void {
  const places = factKeys.map(() => '?').join(', ')
  const facts = connection.prepare<[number, number, ...(number | null)[]]>(
    `INSERT OR REPLACE INTO facts (analysis, feature, ${factColumnList}) VALUES (?, ?, ${places})`
  )
  const evidence = connection.prepare<EvidenceValues>(
    `INSERT OR REPLACE INTO evidence (analysis, feature, histogram, log_histogram, examples, neighbors, peak_before, peak_token)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`
  )
  return connection.transaction((analysis: number, block: FeatureBlock) => {
    for (const one of block.features) {
      facts.run(analysis, one.facts.feature, ...factKeys.map((key) => one.facts[key] ?? null))
      evidence.run(...evidenceValues(analysis, one))
    }
  })
}

type Blob = Uint8Array
type EvidenceValues = [number, number, Blob, Blob | null, Blob, Blob, string | null, string | null]

function evidenceValues(analysis: number, one: AnalyzedFeature): EvidenceValues {
  const peak = one.peak ?? { before: null, token: null }
  const logHistogram = one.logHistogram ? blobFromNumbers(one.logHistogram) : null
  const blobs = [blobFromNumbers(one.histogram), logHistogram, blobFromExamples(one), blobFromNeighbors(one.neighbors)] as const
  return [analysis, one.facts.feature, ...blobs, peak.before, peak.token]
}

function checkBlock({ first, features }: FeatureBlock, total: number): void {
  features.forEach((one, i) => {
    const { feature } = one.facts
    if (feature !== first + i || feature >= total)
      throw new LoupeError('internal', `A block of facts from feature ${first} on holds feature ${feature} of ${total}`)
    checkFeature(one)
  })
}

function checkFeature({ facts, histogram, logHistogram, intervals }: AnalyzedFeature): void {
  const issue = FeatureFacts.safeParse(facts).error?.issues[0]
  if (issue)
    throw new LoupeError('not-finite', `Feature ${facts.feature} has no usable ${issue.path.join('.')}`, {
      hint: 'The dictionary may hold numbers that are not finite. Analyze an earlier checkpoint.'
    })
  const bins = logHistogram?.length ?? logBins
  if (histogram.length !== activationBins || bins !== logBins || intervals.length !== intervalCount)
    throw new LoupeError('internal', `Feature ${facts.feature} has ${histogram.length} bins and ${intervals.length} intervals`)
}
