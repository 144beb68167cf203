/** Comments, groups of features, and the guide of the project (its tags and guidelines, one record among the facts of the project). */
import { FeatureGroup, Guide, LabelComment } from '../../../contract/records/annotation'
import type { GroupHit } from '../../../contract/records/label'
import { LoupeError } from '../../../contract/wire/errors'
import type { AnnotationStore } from '../annotation-records'
import { likePattern } from './label-words'
import type { LabelTable } from './labels'
import { checkedRecord, recordFromJson, type TableContext, validRecord } from './stored-records'

const guideKey = 'guide'

interface MemberChange {
  add: readonly number[]
  remove: readonly number[]
}

export function annotationTable({ connection }: TableContext, labels: LabelTable): AnnotationStore {
  const comments = connection.prepare<[string, number], LabelComment>(
    'SELECT id, feature, author, at, text FROM label_comments WHERE run = ? AND feature = ? ORDER BY id'
  )
  const addComment = connection
    .prepare<[string, number, string, number, string], number>(
      'INSERT INTO label_comments (run, feature, author, at, text) VALUES (?, ?, ?, ?, ?) RETURNING id'
    )
    .pluck()
  const authorOf = connection
    .prepare<[string, number], string>('SELECT author FROM label_comments WHERE run = ? AND id = ?')
    .pluck()
  const dropComment = connection.prepare<[string, number]>('DELETE FROM label_comments WHERE run = ? AND id = ?')
  const groups = connection.prepare<[string], string>('SELECT record FROM feature_groups WHERE run = ? ORDER BY name').pluck()
  const oneGroup = connection
    .prepare<[string, string], string>('SELECT record FROM feature_groups WHERE run = ? AND id = ?')
    .pluck()
  const named = connection
    .prepare<[string, string, string], string>('SELECT id FROM feature_groups WHERE run = ? AND name = ? AND id <> ?')
    .pluck()
  const writeGroup = connection.prepare<[string, string, string, string]>(
    `INSERT INTO feature_groups (id, run, name, record) VALUES (?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET name = excluded.name, record = excluded.record`
  )
  const dropGroup = connection.prepare<[string, string]>('DELETE FROM feature_groups WHERE run = ? AND id = ?')
  const guide = connection.prepare<[string], string>('SELECT value FROM meta WHERE key = ?').pluck()
  const putGuide = connection.prepare<[string, string]>(
    'INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value'
  )

  const readGuide = (): Guide => {
    const text = guide.get(guideKey)
    return text === undefined ? { tags: [], guidelines: '' } : recordFromJson(Guide, text, 'guide')
  }

  const putGroup = (run: string, given: FeatureGroup): FeatureGroup => {
    labels.requireFeatures(run, given.features)
    const features = [...new Set(given.features)].sort((one, other) => one - other)
    const group = validRecord(FeatureGroup, { ...given, features }, 'group')
    if (named.get(run, group.name, group.id) !== undefined)
      throw new LoupeError('exists', `There is a group “${group.name}” already`, { hint: 'Choose another name.' })
    writeGroup.run(group.id, run, group.name, JSON.stringify(group))
    return group
  }

  return {
    comments: (run, feature) => comments.all(run, feature).map((row) => checkedRecord(LabelComment, row, 'comment')),
    addComment(run, { feature, author, at, text }) {
      labels.requireFeature(run, feature)
      return { id: addComment.get(run, feature, author, at, text)!, feature, author, at, text }
    },
    removeComment(run, id, author) {
      const written = authorOf.get(run, id)
      if (written === undefined) throw new LoupeError('not-found', `There is no comment ${id}`)
      if (written !== author)
        throw new LoupeError('denied', `Comment ${id} is of ${written || 'somebody without a name'}`, {
          hint: 'Only who wrote a comment can take it away.'
        })
      dropComment.run(run, id)
    },
    groups: (run) => groups.all(run).map((text) => recordFromJson(FeatureGroup, text, 'group')),
    putGroup,
    changeMembers: connection.transaction((run: string, id: string, change: MemberChange) => {
      const text = oneGroup.get(run, id)
      if (text === undefined) throw new LoupeError('not-found', `There is no group ${id}`)
      const group = recordFromJson(FeatureGroup, text, 'group')
      const removed = new Set(change.remove)
      return putGroup(run, { ...group, features: [...group.features.filter((one) => !removed.has(one)), ...change.add] })
    }),
    searchGroups(run, words, most) {
      const like = words.map(() => "(name LIKE ? ESCAPE '\\' OR record ->> '$.description' LIKE ? ESCAPE '\\')")
      const sql = `SELECT name, json_array_length(record, '$.features') AS features, record ->> '$.description' AS description
        FROM feature_groups WHERE run = ? AND ${like.join(' AND ')} ORDER BY name LIMIT ${most}`
      const patterns = words.flatMap((word) => [likePattern(word), likePattern(word)])
      return connection.prepare<string[], GroupHit>(sql).all(run, ...patterns)
    },
    removeGroup(run, id) {
      if (dropGroup.run(run, id).changes === 0) throw new LoupeError('not-found', `There is no group ${id}`)
    },
    guide: readGuide,
    setGuide(given) {
      putGuide.run(guideKey, JSON.stringify(validRecord(Guide, { ...readGuide(), ...given }, 'guide')))
      return readGuide()
    }
  }
}
