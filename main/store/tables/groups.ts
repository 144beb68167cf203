/** Groups of features as they are now, one record each. What is written is decided in group-steps.ts, which keeps every change. */
import { FeatureGroup } from '../../../contract/records/annotation'
import type { GroupHit } from '../../../contract/records/label'
import { LoupeError } from '../../../contract/wire/errors'
import { likePattern } from './label-words'
import { recordFromJson, type TableContext, validRecord } from './stored-records'

export interface GroupTable {
  /** By name. */
  all(run: string): FeatureGroup[]
  get(run: string, id: string): FeatureGroup | undefined
  /** `exists` for a name that another group has. */
  put(run: string, group: FeatureGroup): FeatureGroup
  remove(run: string, id: string): void
  /** The name, with a number behind it where another group has it. */
  freeName(run: string, id: string, name: string): string
  /** Groups whose name or description holds all the words. */
  search(run: string, words: readonly string[], most: number): GroupHit[]
}

export function featureGroupTable({ connection }: TableContext): GroupTable {
  const all = connection.prepare<[string], string>('SELECT record FROM feature_groups WHERE run = ? ORDER BY name').pluck()
  const one = connection.prepare<[string, string], string>('SELECT record FROM feature_groups WHERE run = ? AND id = ?').pluck()
  const named = connection
    .prepare<[string, string, string], string>('SELECT id FROM feature_groups WHERE run = ? AND name = ? AND id <> ?')
    .pluck()
  const write = connection.prepare<[string, string, string, string]>(
    `INSERT INTO feature_groups (id, run, name, record) VALUES (?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET name = excluded.name, record = excluded.record`
  )
  const drop = connection.prepare<[string, string]>('DELETE FROM feature_groups WHERE run = ? AND id = ?')
  const isTaken = (run: string, id: string, name: string) => named.get(run, name, id) !== undefined

  return {
    all: (run) => all.all(run).map((text) => recordFromJson(FeatureGroup, text, 'group')),
    get(run, id) {
      const text = one.get(run, id)
      return text === undefined ? undefined : recordFromJson(FeatureGroup, text, 'group')
    },
    put(run, given) {
      const features = [...new Set(given.features)].sort((first, second) => first - second)
      const group = validRecord(FeatureGroup, { ...given, features }, 'group')
      if (isTaken(run, group.id, group.name))
        throw new LoupeError('exists', `There is a group “${group.name}” already`, { hint: 'Choose another name.' })
      write.run(group.id, run, group.name, JSON.stringify(group))
      return group
    },
    remove: (run, id) => void drop.run(run, id),
    freeName(run, id, name) {
      let free = name
      for (let number = 2; isTaken(run, id, free); number += 1) free = `${name.slice(0, 190)} (${number})`
      return free
    },
    search(run, words, most) {
      const like = words.map(() => "(name LIKE ? ESCAPE '\\' OR record ->> '$.description' LIKE ? ESCAPE '\\')")
      const sql = `SELECT name, json_array_length(record, '$.features') AS features, record ->> '$.description' AS description
        FROM feature_groups WHERE run = ? AND ${like.join(' AND ')} ORDER BY name LIMIT ${most}`
      const patterns = words.flatMap((word) => [likePattern(word), likePattern(word)])
      return connection.prepare<string[], GroupHit>(sql).all(run, ...patterns)
    }
  }
}
