/** Labels as the engine sees them: table, log and search together. */
import type { LabelProgress } from '../../../contract/records/label'
import type { LabelStore } from '../label-records'
import type { FeatureStore } from '../project-store'
import type { LabelLog } from './label-log'
import type { LabelSearch } from './label-search'
import type { LabelTable } from './labels'
import type { TableContext } from './stored-records'

interface LabelStoreParts {
  table: LabelTable
  log: LabelLog
  search: LabelSearch
  features: FeatureStore
}

export function labelStore({ connection }: TableContext, { table, log, search, features }: LabelStoreParts): LabelStore {
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

  return {
    get(run, feature) {
      table.requireFeature(run, feature)
      return table.get(run, feature)
    },
    many(run, wanted) {
      return wanted.map((feature) => {
        table.requireFeature(run, feature)
        return table.get(run, feature)
      })
    },
    touched: (run) => table.touched(run),
    edit: (run, feature, change, context = {}) => durably(() => log.edit(run, feature, change, context)),
    undo: () => durably(() => log.undo()),
    redo: () => durably(() => log.redo()),
    history: (run, feature) => log.history(run, feature),
    recent: (run, limit) => log.recent(run, limit),
    tags: () => search.tags(),
    progress(run): LabelProgress {
      const total = table.featureCount(run)
      const counts = { draft: 0, labeled: 0, 'not-interpretable': 0, pending: 0 }
      for (const { status, count } of search.countByStatus(run)) counts[status] = count
      const { draft, labeled, 'not-interpretable': notInterpretable } = counts
      const pending = total - draft - labeled - notInterpretable
      return { total, pending, draft, labeled, notInterpretable, massLabeled: massOf(run) }
    }
  }
}
