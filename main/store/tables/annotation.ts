/** Comments, groups of features, and the guide of the project (its tags and guidelines, one record among the facts of the project). */
import { type FeatureGroup, Guide, LabelComment } from '../../../contract/records/annotation'
import { LoupeError } from '../../../contract/wire/errors'
import type { AnnotationStore } from '../annotation-records'
import type { EditContext } from '../label-records'
import { durableWrites } from './durable-writes'
import type { GroupSteps } from './group-steps'
import type { GroupTable } from './groups'
import type { LabelTable } from './labels'
import { checkedRecord, recordFromJson, type TableContext, validRecord } from './stored-records'

const guideKey = 'guide'

interface AnnotationParts {
  labels: LabelTable
  groups: GroupTable
  steps: GroupSteps
}

export function annotationTable({ connection }: TableContext, { labels, groups, steps }: AnnotationParts): AnnotationStore {
  const durably = durableWrites(connection)
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
  const guide = connection.prepare<[string], string>('SELECT value FROM meta WHERE key = ?').pluck()
  const putGuide = connection.prepare<[string, string]>(
    'INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value'
  )

  const readGuide = (): Guide => {
    const text = guide.get(guideKey)
    return text === undefined ? { tags: [], guidelines: '' } : recordFromJson(Guide, text, 'guide')
  }

  const known = (run: string, id: string): FeatureGroup => {
    const group = groups.get(run, id)
    if (group) return group
    throw new LoupeError('not-found', `There is no group ${id}`)
  }

  const putGroup = (run: string, group: FeatureGroup, context: EditContext): FeatureGroup => {
    labels.requireFeatures(run, group.features)
    durably(() => steps.change(run, groups.get(run, group.id), group, context))
    return known(run, group.id)
  }

  return {
    comments: (run, feature) => comments.all(run, feature).map((row) => checkedRecord(LabelComment, row, 'comment')),
    addComment(run, { feature, author, at, text }) {
      labels.requireFeature(run, feature)
      return { id: durably(() => addComment.get(run, feature, author, at, text))!, feature, author, at, text }
    },
    removeComment(run, id, author) {
      const written = authorOf.get(run, id)
      if (written === undefined) throw new LoupeError('not-found', `There is no comment ${id}`)
      if (written !== author)
        throw new LoupeError('denied', `Comment ${id} is of ${written || 'somebody without a name'}`, {
          hint: 'Only who wrote a comment can take it away.'
        })
      durably(() => dropComment.run(run, id))
    },
    groups: (run) => groups.all(run),
    putGroup: (run, group, context = {}) => putGroup(run, group, context),
    changeMembers(run, id, { add, remove }, context = {}) {
      const group = known(run, id)
      const removed = new Set(remove)
      return putGroup(run, { ...group, features: [...group.features.filter((one) => !removed.has(one)), ...add] }, context)
    },
    removeGroup(run, id, context = {}) {
      const group = known(run, id)
      durably(() => steps.change(run, group, undefined, context))
    },
    searchGroups: (run, words, most) => groups.search(run, words, most),
    undo: (context = {}) => durably(() => steps.undo(context)),
    redo: (context = {}) => durably(() => steps.redo(context)),
    guide: readGuide,
    setGuide(given) {
      const text = JSON.stringify(validRecord(Guide, { ...readGuide(), ...given }, 'guide'))
      durably(() => putGuide.run(guideKey, text))
      return readGuide()
    }
  }
}
