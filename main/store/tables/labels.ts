/**
 * Labels as they are now: reading, and writing all fields of one. What is written is decided by the log (label-log.ts),
 * so that no label changes without an entry.
 */
import { type Label, LabelFields } from '../../../contract/records/label'
import { LoupeError } from '../../../contract/wire/errors'
import { emptyFields, type LabelRow, labelFromRow } from './label-rows'
import { recordFromJson, type TableContext } from './stored-records'

export interface LabelTable {
  /** Without asking whether the run has such a feature. */
  get(run: string, feature: number): Label
  tagsOf(run: string, feature: number): string[]
  /** Throws `not-found` for a run or feature that is not there. */
  requireFeature(run: string, feature: number): void
  /** The same for several, asked once. */
  requireFeatures(run: string, features: readonly number[]): void
  /** Number of features of the run's dictionary; `not-found` for an unknown run. */
  featureCount(run: string): number
  touched(run: string): Label[]
  /** `tagsBefore` are those that the label has now, where they are known: only what differs is written. */
  put(run: string, feature: number, fields: LabelFields, how: { at: number; tagsBefore?: readonly string[] }): Label
}

export function labelTable({ connection }: TableContext): LabelTable {
  const columns = 'id, run, feature, status, confidence, updated_at, tags, label, notes'
  const one = connection.prepare<[string, number], LabelRow>(`SELECT ${columns} FROM labels WHERE run = ? AND feature = ?`)
  const all = connection.prepare<[string], LabelRow>(`SELECT ${columns} FROM labels WHERE run = ? ORDER BY feature`)
  const tags = connection.prepare<[string, number], string>('SELECT tags FROM labels WHERE run = ? AND feature = ?').pluck()
  const dSae = connection.prepare<[string], number>("SELECT json_extract(config, '$.dSae') FROM runs WHERE id = ?").pluck()
  const upsert = connection
    .prepare<[string, number, string, number | null, number, string, string, string, string], number>(
      `INSERT INTO labels (run, feature, status, confidence, updated_at, tags, tag_text, label, notes)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (run, feature) DO UPDATE SET status = excluded.status, confidence = excluded.confidence,
         updated_at = excluded.updated_at, tags = excluded.tags, tag_text = excluded.tag_text,
         label = excluded.label, notes = excluded.notes
       RETURNING id`
    )
    .pluck()
  const dropTags = connection.prepare<[number]>('DELETE FROM label_tags WHERE label = ?')
  const dropTag = connection.prepare<[number, string]>('DELETE FROM label_tags WHERE label = ? AND tag = ?')
  const addTag = connection.prepare<[number, string]>('INSERT OR IGNORE INTO label_tags (label, tag) VALUES (?, ?)')

  const get = (run: string, feature: number): Label => {
    const row = one.get(run, feature)
    return row ? labelFromRow(row) : { ...emptyFields, tags: [], run, feature }
  }

  const featureCount = (run: string): number => {
    const count = dSae.get(run)
    if (count === undefined) throw new LoupeError('not-found', `There is no run ${run} in this project`)
    return count
  }

  const requireFeatures = (run: string, features: readonly number[]): void => {
    const count = featureCount(run)
    const stranger = features.find((feature) => !Number.isInteger(feature) || feature < 0 || feature >= count)
    if (stranger !== undefined)
      throw new LoupeError('not-found', `There is no feature ${stranger}`, {
        hint: `The run has the features 0 to ${count - 1}.`
      })
  }

  return {
    get,
    tagsOf(run, feature) {
      const text = tags.get(run, feature)
      return text === undefined ? [] : recordFromJson(LabelFields.shape.tags, text, 'label')
    },
    featureCount,
    requireFeatures,
    requireFeature: (run, feature) => requireFeatures(run, [feature]),
    touched: (run) => all.all(run).map(labelFromRow),
    put(run, feature, { status, confidence, tags, label, notes }, { at, tagsBefore }) {
      const id = upsert.get(run, feature, status, confidence, at, JSON.stringify(tags), tags.join('\n'), label, notes)!
      if (tagsBefore === undefined) dropTags.run(id)
      for (const tag of tagsBefore ?? []) if (!tags.includes(tag)) dropTag.run(id, tag)
      for (const tag of tags) if (!tagsBefore?.includes(tag)) addTag.run(id, tag)
      return { run, feature, label, notes, tags: [...tags], confidence, status, updatedAt: at }
    }
  }
}
