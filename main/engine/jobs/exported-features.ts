/** The features of an export as the store knows them: labels, facts, and the rows of the examples that the target shows. */
import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Progress } from '../../../contract/records/basics'
import type { QuizMark } from '../../../contract/records/check-marks'
import type { ExportAs, ExportScope } from '../../../contract/records/export'
import { type KeptQuiz, KeptRule } from '../../../contract/records/kept-checks'
import type { StandingRule } from '../../../contract/records/rule'
import type { Run } from '../../../contract/records/run'
import { LoupeError } from '../../../contract/wire/errors'
import type { ProjectStore } from '../../store/project-store'
import { labelsOf, matchingFeatures, rowsOf, type Whose } from './exported-labels'
import type { ExportedFeature, ExportSpec } from './protocol/export'

/** Examples of a feature: the strongest, and of each interval. Label files have some only where a person said something. */
const shown: Record<ExportAs, { top: number; perInterval: number }> = {
  labeled: { top: 5, perInterval: 0 },
  neuronpedia: { top: 20, perInterval: 5 },
  saedashboard: { top: 20, perInterval: 5 },
  viewer: { top: 8, perInterval: 1 },
  delphi: { top: 0, perInterval: 0 },
  activations: { top: 0, perInterval: 0 }
}

/** Features between two turns of the event loop while evidence is read. */
const turnFeatures = 128

type Request = { as: ExportAs; scope: ExportScope; whose?: Whose }

/** All features of the run in order; throws usage for a filter of a run without an analysis, or one that can not be read. */
export function exportedFeatures(store: ProjectStore, run: Run, { as, scope, whose }: Request): ExportedFeature[] {
  const isAnalyzed = store.features.analysis(run.id) !== undefined
  const matching = matchingFeatures(store, run, whose, scope.filter)
  const rows = rowsOf(store, run, whose)
  const isChecked = (feature: number) => whose === undefined || rows[feature]?.rule !== undefined
  const rules = new Map(store.checks.rules(run.id).flatMap((rule) => (isChecked(rule.feature) ? [[rule.feature, rule]] : [])))
  return labelsOf(store, run, whose).map((label, feature) => {
    const matches = matching?.has(feature) ?? true
    const wantsExamples = as === 'labeled' && isAnalyzed && scope.examples && label.status !== 'pending' && matches
    const topRows = wantsExamples
      ? store.features.evidence(run.id, feature).top.rows.slice(0, shown.labeled.top)
      : new Uint32Array()
    const checks = as === 'labeled' ? keptChecks(rows[feature]?.quiz, rules.get(feature)) : {}
    return { feature, label, matches, ...checks, facts: rows[feature], topRows }
  })
}

/** As label files have them. */
function keptChecks(quiz: QuizMark | undefined, rule: StandingRule | undefined): { quiz?: KeptQuiz; rule?: KeptRule } {
  return { ...(quiz && { quiz: keptQuiz(quiz) }), ...(rule && { rule: keptRule(rule) }) }
}

function keptQuiz({ id, label, author, at, balancedAccuracy, interval }: QuizMark): KeptQuiz {
  return { id, label, author, at, balanced_accuracy: balancedAccuracy, interval }
}

function keptRule({ rule, author, at, label, score: scored }: StandingRule): KeptRule {
  const { analysis: _ofThisProject, ...score } = scored ?? {}
  return KeptRule.parse({ rule, author, at, ...(label !== undefined && { label }), ...(scored && { score }) })
}

/** Adds what the store has to show of each listed feature, a few at a time: there may be many. Throws cancelled. */
export async function addEvidence(
  store: ProjectStore,
  { origin, features, scope, analysisFolder }: ExportSpec & { task: 'write' },
  { signal, onProgress }: { signal: AbortSignal; onProgress: (progress: Progress) => void }
): Promise<void> {
  const { top, perInterval } = shown[origin.as]
  if (origin.as === 'labeled' || top === 0 || analysisFolder === undefined) return
  for (const [index, feature] of features.entries()) {
    if (index % turnFeatures === 0) {
      onProgress({ done: index, total: features.length, unit: 'features', note: 'Gathering examples' })
      await nextTurn()
      if (signal.aborted) throw new LoupeError('cancelled', 'The export was cancelled. Nothing was written.')
    }
    if (!feature.matches || !scope.statuses.includes(feature.label.status)) continue
    const { histogram, neighbors, intervals, ...found } = store.features.evidence(origin.run.id, feature.feature)
    feature.topRows = found.top.rows.slice(0, top)
    feature.evidence = {
      histogram,
      neighbors: neighbors.map(({ feature: id, cosine }) => ({ feature: id, cosine })),
      intervals: intervals.map(({ rows, count }) => ({ rows: rows.slice(0, perInterval), count }))
    }
  }
}
