/** Suggestions that are kept, and those that were dismissed. */
import { Opinion } from '../../../contract/records/annotator'
import type { KeptSuggestion } from '../../../contract/records/suggestion'
import type { SuggestionChoice, SuggestionStore } from '../suggestion-records'
import type { LabelTable } from './labels'
import { recordFromJson, type TableContext } from './stored-records'
import { rowOf, type SuggestionRow, suggestionFrom } from './suggestion-rows'

const columns = 'run, feature, id, source, origin, rank, created_at, record'
const fieldsOnly = Opinion.omit({ feature: true, at: true })
const chosen = `run = @run AND (@source IS NULL OR source = @source) AND (@origin IS NULL OR origin = @origin)
  AND (@feature IS NULL OR feature = @feature) AND (@id IS NULL OR id = @id)`
const standing = `NOT EXISTS (SELECT 1 FROM dismissed_suggestions AS gone
  WHERE gone.run = suggestions.run AND gone.feature = suggestions.feature AND gone.id = suggestions.id)`

type Parameters = { run: string; source: string | null; origin: string | null; feature: number | null; id: string | null }

export interface SuggestionTable extends SuggestionStore {
  /** Features with a kept suggestion that was not dismissed, of one source or of any. Unsorted. */
  unsortedFeatures(run: string, source: string | null): number[]
}

export function suggestionTable({ connection }: TableContext, labels: LabelTable): SuggestionTable {
  const all = connection.prepare<[Parameters], SuggestionRow>(
    `SELECT ${columns} FROM suggestions WHERE ${chosen} AND ${standing} ORDER BY feature, rank DESC NULLS LAST, id`
  )
  // By the key of the table: what is asked for each feature must not read those of all.
  const ofFeature = connection.prepare<[string, number], SuggestionRow>(
    `SELECT ${columns} FROM suggestions WHERE run = ? AND feature = ? AND ${standing} ORDER BY rank DESC NULLS LAST, id`
  )
  const dropOne = connection.prepare<[string, number, string]>('DELETE FROM suggestions WHERE run = ? AND feature = ? AND id = ?')
  const upsert = connection.prepare<[SuggestionRow]>(
    `INSERT INTO suggestions (${columns}) VALUES (@run, @feature, @id, @source, @origin, @rank, @created_at, @record)
     ON CONFLICT DO UPDATE SET rank = excluded.rank, record = excluded.record`
  )
  const known = connection
    .prepare<[string, number, string], number>('SELECT 1 FROM suggestions WHERE run = ? AND feature = ? AND id = ?')
    .pluck()
  const placed = connection.prepare<[Parameters], { feature: number; id: string }>(
    `SELECT feature, id FROM suggestions WHERE ${chosen}`
  )
  const drop = connection.prepare<[Parameters]>(`DELETE FROM suggestions WHERE ${chosen}`)
  const features = connection
    .prepare<[Parameters], number>(`SELECT DISTINCT feature FROM suggestions WHERE ${chosen} AND ${standing}`)
    .pluck()
  const dismiss = connection.prepare<[string, number, string, number]>(
    'INSERT OR IGNORE INTO dismissed_suggestions (run, feature, id, at) VALUES (?, ?, ?, ?)'
  )
  const bringBack = connection.prepare<[string, number, string]>(
    'DELETE FROM dismissed_suggestions WHERE run = ? AND feature = ? AND id = ?'
  )
  const dismissed = connection
    .prepare<[string, number, string], number>('SELECT 1 FROM dismissed_suggestions WHERE run = ? AND feature = ? AND id = ?')
    .pluck()
  const opinions = connection.prepare<[string, number], { author: string; feature: number; at: number; fields: string }>(
    'SELECT author, feature, at, fields FROM opinions WHERE run = ? AND feature = ? ORDER BY author'
  )

  const putRows = (rows: readonly SuggestionRow[]): { added: number; replaced: number } => {
    let replaced = 0
    for (const row of rows) {
      if (known.get(row.run, row.feature, row.id) !== undefined) replaced += 1
      upsert.run(row)
    }
    return { added: rows.length - replaced, replaced }
  }
  const rowsOf = (run: string, given: readonly KeptSuggestion[], at = Date.now()): SuggestionRow[] => {
    labels.requireFeatures(
      run,
      given.map(({ feature }) => feature)
    )
    return given.map((one) => rowOf(run, one, at))
  }

  return {
    of: (run, feature) => ofFeature.all(run, feature).map(suggestionFrom),
    best(run, choice) {
      const rows = all.all(parameters(run, choice)).filter((row, i, every) => row.feature !== every[i - 1]?.feature)
      return rows.map((row) => ({ ...suggestionFrom(row), feature: row.feature }))
    },
    put: connection.transaction((run, given, at) => putRows(rowsOf(run, given, at))),
    replace: connection.transaction((run, place, given) => {
      const rows = rowsOf(run, given)
      const wanted = new Set(rows.map(({ feature, id }) => `${feature} ${id}`))
      const gone = placed.all(parameters(run, place)).filter(({ feature, id }) => !wanted.has(`${feature} ${id}`))
      for (const { feature, id } of gone) dropOne.run(run, feature, id)
      const { added, replaced } = putRows(rows)
      return { added, unchanged: replaced, withdrawn: gone.length }
    }),
    remove: (run, choice) => drop.run(parameters(run, choice)).changes,
    dismiss(run, feature, id, isDismissed) {
      labels.requireFeature(run, feature)
      if (isDismissed) dismiss.run(run, feature, id, Date.now())
      else bringBack.run(run, feature, id)
    },
    isDismissed: (run, feature, id) => dismissed.get(run, feature, id) !== undefined,
    opinions: (run, feature) =>
      opinions
        .all(run, feature)
        .map(({ fields, ...opinion }) => ({ ...opinion, ...recordFromJson(fieldsOnly, fields, 'label') })),
    unsortedFeatures: (run, source) => features.all({ ...parameters(run, {}), source })
  }
}

function parameters(run: string, { source, origin, feature, id }: SuggestionChoice): Parameters {
  return { run, source: source ?? null, origin: origin ?? null, feature: feature ?? null, id: id ?? null }
}
