/** Puts the table groups on one connection together to a ProjectStore. Which connection it is, is decided elsewhere. */
import type { OpenDatabase } from './database/connect'
import { guarded, withSqliteErrors } from './database/sqlite-errors'
import type { FeatureStore } from './feature-records'
import { bestCategoryReader } from './features/best-category'
import { scoreReader } from './features/category-scores'
import { columnAnswers } from './features/study-numbers'
import type { ProjectLayout } from './files/layout'
import type { ProjectStore } from './project-store'
import { analysisTable } from './tables/analyses'
import { annotationTable } from './tables/annotation'
import { checkMarks } from './tables/check-marks'
import { checkpointTable } from './tables/checkpoints'
import { checkTable } from './tables/checks'
import { commentTable } from './tables/comments'
import { datasetTable } from './tables/datasets'
import { densityTable } from './tables/densities'
import { draftTable } from './tables/drafts'
import { exportTable } from './tables/exports'
import { featureTable } from './tables/features'
import { groupTarget } from './tables/group-steps'
import { featureGroupTable } from './tables/groups'
import { guideTable } from './tables/guide'
import { labelLog } from './tables/label-log'
import { labelPast } from './tables/label-past'
import { labelSearch } from './tables/label-search'
import { labelStore } from './tables/label-store'
import { labelTurns } from './tables/label-turns'
import { labelWords } from './tables/label-words'
import { labelTable } from './tables/labels'
import { markTable } from './tables/marks'
import { metaTable } from './tables/meta'
import { metricTable } from './tables/metrics'
import { opinionWrites } from './tables/opinion-writes'
import { opinionTable } from './tables/opinions'
import { ownLabels } from './tables/own-labels'
import { ownOpinions } from './tables/own-opinions'
import { pinTable } from './tables/pins'
import { removalTable } from './tables/removals'
import { reviewTable } from './tables/reviews'
import { ruleRows } from './tables/rule-rows'
import { groupTable } from './tables/run-groups'
import type { RunParts } from './tables/run-rows'
import { runTable } from './tables/runs'
import { savedViewTable } from './tables/saved-views'
import { stepLine } from './tables/steps'
import type { TableContext } from './tables/stored-records'
import { studyTable } from './tables/studies'
import { suggestionTable } from './tables/suggestions'
import { textSearch } from './tables/text-search'
import { viewRows } from './tables/view-rows'
import { warningTable } from './tables/warnings'

/** A store and what only opening and creating it need. */
export interface Assembled {
  store: ProjectStore
  /** Throws away what a crash left of analyses and removed files. */
  sweepRemains(): void
  setMeta(meta: { name: string; createdAt: number }): void
}

export function assemble(layout: ProjectLayout, database: OpenDatabase): Assembled {
  return withSqliteErrors(layout.database, () => assembleGroups(layout, database))
}

function assembleGroups(layout: ProjectLayout, { connection, readOnly, close }: OpenDatabase): Assembled {
  const context: TableContext = { connection, layout, readOnly }
  const removals = removalTable(context)
  const analyses = analysisTable(context, removals)
  const checkpoints = checkpointTable(context, removals)
  const warnings = warningTable(context)
  const table = labelTable(context)
  const log = labelLog(context, table)
  const past = labelPast(context)
  const words = labelWords(context)
  const search = labelSearch(context, words)
  const studies = studyTable(context, { currentAnalysis: (run) => analyses.current(run)?.id })
  const answers = columnAnswers(layout)
  const scores = scoreReader(layout, studies, answers)
  const bestCategory = bestCategoryReader(layout, studies, answers)
  const turns = labelTurns(context, table)
  const groups = featureGroupTable(context)
  const comments = commentTable(context)
  const views = viewRows(context)
  const beside = ownOpinions(context)
  const guide = guideTable(context)
  const rules = ruleRows(context)
  const things = { group: groupTarget(groups), comment: comments, view: views, opinions: beside, guide, rules }
  const steps = stepLine(context, things, turns)
  const said = opinionTable(context, { labels: table, past })
  const opinions = { ...said, ...opinionWrites(context, { labels: table, log, opinions: said, beside, steps }) }
  const suggestions = suggestionTable(context, table)
  const marks = checkMarks(context)
  const own = ownLabels(context, search, opinions)
  const features = featureTable(context, { analyses, labels: table, search, own, scores, marks, bestCategory, suggestions })
  const meta = metaTable(context)
  const partsOf = (run: string): RunParts => ({
    checkpoints: checkpoints.list(run),
    warnings: warnings.list(run),
    analysis: features.analysis(run),
    unfinishedAnalysis: features.begunPasses(run).find(({ of }) => of === 'unfinished')
  })
  const runs = runTable(context, { partsOf, removals })
  const guard = <T extends object>(group: T): T => guarded(layout.database, group)
  const store: ProjectStore = {
    folder: layout.folder,
    readOnly,
    layout,
    meta: guard({ get: meta.get, rename: meta.rename }),
    datasets: guard(datasetTable(context)),
    runs: guard(runs),
    groups: guard(groupTable(context, runs)),
    metrics: guard(metricTable(context)),
    densities: guard(densityTable(context)),
    marks: guard(markTable(context)),
    warnings: guard(warnings),
    checkpoints: guard(checkpoints),
    pins: guard(pinTable(context)),
    features: guard(guardedWriters(features, guard)),
    labels: guard(
      labelStore(context, {
        table,
        log,
        turns,
        past,
        search,
        own,
        text: textSearch(context, words),
        features
      })
    ),
    opinions: guard(opinions),
    reviews: guard(reviewTable(context, { labels: table, log, opinions })),
    annotation: guard(annotationTable(context, { labels: table, groups, comments, guide, steps })),
    suggestions: guard(suggestions),
    views: guard(savedViewTable(context, views, steps)),
    checks: guard(checkTable(context, { labels: table, rules, steps, currentAnalysis: (run) => analyses.current(run)?.id })),
    exports: guard(exportTable(context)),
    studies: guard(studies),
    drafts: guard(draftTable(context)),
    together: (work) => withSqliteErrors(layout.database, () => connection.transaction(work)()),
    close
  }
  const sweepRemains = () => {
    analyses.sweep()
    removals.carryOut()
    studies.sweep()
  }
  return { store, sweepRemains: () => withSqliteErrors(layout.database, sweepRemains), setMeta: meta.write }
}

function guardedWriters(features: FeatureStore, guard: <T extends object>(group: T) => T): FeatureStore {
  return { ...features, beginAnalysis: (run, facts, goOn) => guard(features.beginAnalysis(run, facts, goOn)) }
}
