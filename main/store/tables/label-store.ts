/** Labels as the engine sees them: table, log and search together. */
import type { Label, LabelFields, LabelProgress } from '../../../contract/records/label'
import type { EditContext, LabelChangeOf, LabelStore } from '../label-records'
import type { FeatureStore } from '../project-store'
import type { LabelLog } from './label-log'
import type { LabelPast } from './label-past'
import { changeOf, emptyFields } from './label-rows'
import type { LabelSearch } from './label-search'
import type { LabelTurns } from './label-turns'
import type { LabelTable } from './labels'
import type { TableContext } from './stored-records'
import type { TextSearch } from './text-search'

interface LabelStoreParts {
  table: LabelTable
  log: LabelLog
  turns: LabelTurns
  past: LabelPast
  search: LabelSearch
  text: TextSearch
  features: FeatureStore
}

export function labelStore(
  { connection }: TableContext,
  { table, log, turns, past, search, text, features }: LabelStoreParts
): LabelStore {
  /** What a person wrote survives a power cut too, not only a crash: worth a sync for edits, which are rare. */
  const durably = <T>(work: () => T): T => {
    if (connection.inTransaction || connection.readonly) return work()
    connection.pragma('synchronous = FULL')
    try {
      return work()
    } finally {
      connection.pragma('synchronous = NORMAL')
    }
  }

  const massOf = (run: string): number => {
    if (!features.analysis(run)) return 0
    const { mass } = features.columns(run)
    const sum = search.unsortedByStatus(run, ['labeled']).reduce((total, feature) => total + (mass[feature] ?? 0), 0)
    return Math.min(1, sum)
  }

  const restore = (run: string, wanted: readonly (LabelFields & { feature: number })[], context: EditContext): Label[] => {
    const edits = wanted.flatMap(({ feature, ...fields }): LabelChangeOf[] => {
      const { after } = changeOf(table.get(run, feature), fields)
      return Object.keys(after).length === 0 ? [] : [{ feature, change: after }]
    })
    return durably(() => log.editMany(run, edits, context))
  }

  return {
    get(run, feature) {
      table.requireFeature(run, feature)
      return table.get(run, feature)
    },
    many(run, wanted) {
      table.requireFeatures(run, wanted)
      return wanted.map((feature) => table.get(run, feature))
    },
    touched: (run) => table.touched(run),
    edit: (run, feature, change, context = {}) => durably(() => log.edit(run, feature, change, context)),
    editMany: (run, edits, context = {}) => durably(() => log.editMany(run, edits, context)),
    undo: (context = {}) => durably(() => turns.undo(context)),
    redo: (context = {}) => durably(() => turns.redo(context)),
    asOf: (run, at) => past.asOf(run, at),
    restoreAsOf(run, at, context = {}) {
      const then = new Map(past.asOf(run, at).map((label) => [label.feature, label]))
      const wanted = table.touched(run).map(({ feature }) => then.get(feature) ?? { ...emptyFields, feature })
      return restore(run, wanted, context)
    },
    restoreWithout: (run, window, context = {}) => restore(run, past.without(run, window), context),
    by: (run, author) => past.by(run, author),
    events: (run) => past.events(run),
    authors: (run) => past.authors(run),
    history: (run, feature) => log.history(run, feature),
    recent: (run, limit) => log.recent(run, limit),
    decided: (run, limit) => log.decided(run, limit),
    search: (run, words, most) => text.search(run, words, most),
    tags: () => search.tags(),
    progress(run): LabelProgress {
      const total = table.featureCount(run)
      const counts = { draft: 0, labeled: 0, 'not-interpretable': 0, flagged: 0, later: 0, pending: 0 }
      for (const { status, count } of search.countByStatus(run)) counts[status] = count
      const { draft, labeled, 'not-interpretable': notInterpretable, flagged, later } = counts
      const pending = total - draft - labeled - notInterpretable - flagged - later
      return { total, pending, draft, labeled, notInterpretable, flagged, later, massLabeled: massOf(run) }
    }
  }
}
