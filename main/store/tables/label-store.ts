/** Labels as the engine sees them: table, log and search together. */
import type { Restoration } from '../../../contract/calls/labels'
import type { Label, LabelChange, LabelFields, LabelProgress } from '../../../contract/records/label'
import type { FeatureStore } from '../feature-records'
import type { EditContext, EditWindow, LabelChangeOf, LabelStore } from '../label-records'
import { durableWrites } from './durable-writes'
import type { LabelLog } from './label-log'
import type { LabelPast } from './label-past'
import { changeOf, emptyFields, fieldsOf } from './label-rows'
import type { LabelSearch } from './label-search'
import type { LabelTurns } from './label-turns'
import type { LabelTable } from './labels'
import type { OwnLabels } from './own-labels'
import type { TableContext } from './stored-records'
import type { TextSearch } from './text-search'

interface LabelStoreParts {
  table: LabelTable
  log: LabelLog
  turns: LabelTurns
  past: LabelPast
  search: LabelSearch
  own: OwnLabels
  text: TextSearch
  features: FeatureStore
}

type WantedLabel = LabelFields & { feature: number }

export function labelStore(
  { connection }: TableContext,
  { table, log, turns, past, search, own, text, features }: LabelStoreParts
): LabelStore {
  const durably = durableWrites(connection)

  const massOf = (run: string, said: LabelSearch): number => {
    if (!features.analysis(run)) return 0
    const { mass } = features.columns(run)
    const sum = said.unsortedByStatus(run, ['labeled']).reduce((total, feature) => total + (mass[feature] ?? 0), 0)
    return Math.min(1, sum)
  }

  const restore = (run: string, wanted: readonly WantedLabel[], context: EditContext): Label[] => {
    const edits = wanted.flatMap(({ feature, ...fields }): LabelChangeOf[] => {
      const { after } = changeOf(table.get(run, feature), fields)
      return Object.keys(after).length === 0 ? [] : [{ feature, change: after }]
    })
    return durably(() => log.editMany(run, edits, context))
  }

  const labelsAsOf = (run: string, at: number): WantedLabel[] => {
    const then = new Map(past.asOf(run, at).map((label) => [label.feature, label]))
    return table.touched(run).map(({ feature }) => then.get(feature) ?? { ...emptyFields, feature })
  }

  const wantedBy = (run: string, to: Restoration): WantedLabel[] => {
    if ('asOf' in to) return labelsAsOf(run, to.asOf)
    if ('edit' in to) return [past.version(run, to.feature, to.edit)]
    return past.without(run, windowOf(to))
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
    bulk: (run, features, change, context = {}) => durably(() => log.bulk(run, features, change, context)),
    undo: (context = {}) => durably(() => turns.undo(context)),
    redo: (context = {}) => durably(() => turns.redo(context)),
    asOf: (run, at) => past.asOf(run, at),
    restoreAsOf: (run, at, context = {}) => restore(run, labelsAsOf(run, at), context),
    restoreVersion: (run, feature, edit, context = {}) => restore(run, [past.version(run, feature, edit)], context),
    restorable: (run, to) =>
      wantedBy(run, to).flatMap(({ feature, ...wanted }): LabelChange[] => {
        const before = fieldsOf(table.get(run, feature))
        const after = fieldsOf(wanted)
        return Object.keys(changeOf(before, after).after).length === 0 ? [] : [{ feature, before, after }]
      }),
    restoreWithout: (run, window, context = {}) => restore(run, past.without(run, window), context),
    by: (run, author) => past.by(run, author),
    events: (run) => past.events(run),
    history: (run, feature) => log.history(run, feature),
    recent: (run, limit, as) => log.recent(run, limit, as),
    decided: (run, limit) => log.decided(run, limit),
    search: (run, words, most) => text.search(run, words, most),
    tags: () => search.tags(),
    progress(run, as): LabelProgress {
      const said = as === undefined ? search : own(as)
      const total = table.featureCount(run)
      const counts = { draft: 0, labeled: 0, 'not-interpretable': 0, flagged: 0, later: 0, pending: 0 }
      for (const { status, count } of said.countByStatus(run)) counts[status] = count
      const { draft, labeled, 'not-interpretable': notInterpretable, flagged, later } = counts
      const pending = total - draft - labeled - notInterpretable - flagged - later
      return { total, pending, draft, labeled, notInterpretable, flagged, later, massLabeled: massOf(run, said) }
    }
  }
}

function windowOf({ withoutAuthor, withoutFrom, withoutTo }: Extract<Restoration, { withoutAuthor?: unknown }>): EditWindow {
  return {
    ...(withoutAuthor === undefined ? {} : { author: withoutAuthor }),
    ...(withoutFrom === undefined ? {} : { from: withoutFrom }),
    ...(withoutTo === undefined ? {} : { to: withoutTo })
  }
}
