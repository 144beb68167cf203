/** Comments and groups of features and the guide of the project (its tags and guidelines): each change is a step of undo. */
import type { FeatureGroup, Guide, LabelComment } from '../../../contract/records/annotation'
import { LoupeError } from '../../../contract/wire/errors'
import type { AnnotationStore, GuideContext } from '../annotation-records'
import type { EditContext } from '../label-records'
import type { CommentTable } from './comments'
import { durableWrites } from './durable-writes'
import { changeGroup } from './group-steps'
import type { GroupTable } from './groups'
import type { GuideTable } from './guide'
import type { LabelTable } from './labels'
import type { StepLine } from './steps'
import type { TableContext } from './stored-records'

interface AnnotationParts {
  labels: LabelTable
  groups: GroupTable
  comments: CommentTable
  guide: GuideTable
  steps: StepLine
}

export function annotationTable(
  { connection }: TableContext,
  { labels, groups, comments, guide, steps }: AnnotationParts
): AnnotationStore {
  const durably = durableWrites(connection)

  const known = (run: string, id: string): FeatureGroup => {
    const group = groups.get(run, id)
    if (group) return group
    throw new LoupeError('not-found', `There is no group ${id}`)
  }

  const change = connection.transaction(
    (run: string, before: FeatureGroup | undefined, after: FeatureGroup | undefined, context: EditContext) => {
      const changed = changeGroup(groups, run, before, after)
      if (changed) steps.record({ kind: 'group', run, target: (after ?? before)?.id ?? '', ...changed }, context)
    }
  )

  const putGroup = (run: string, group: FeatureGroup, context: EditContext): FeatureGroup => {
    labels.requireFeatures(run, group.features)
    durably(() => change(run, groups.get(run, group.id), group, context))
    return known(run, group.id)
  }

  const comment = connection.transaction((run: string, given: Omit<LabelComment, 'id'>) => {
    const added = comments.add(run, given)
    const { author } = added
    steps.record({ kind: 'comment', run, target: `${added.id}`, before: null, after: JSON.stringify(added) }, { author })
    return added
  })

  const uncomment = connection.transaction((run: string, gone: LabelComment) => {
    const { id, author } = gone
    comments.remove(run, id)
    steps.record({ kind: 'comment', run, target: `${id}`, before: JSON.stringify(gone), after: null }, { author })
  })

  const setGuide = connection.transaction((given: Partial<Guide>, { renamedLabels = 0, ...context }: GuideContext) => {
    const changed = guide.change(given)
    if (changed) steps.record({ kind: 'guide', run: null, target: '', joined: renamedLabels, ...changed }, context)
  })

  return {
    comments: comments.of,
    addComment(run, given) {
      labels.requireFeature(run, given.feature)
      return durably(() => comment(run, given))
    },
    removeComment(run, id, author) {
      const written = comments.get(run, id)
      if (written === undefined) throw new LoupeError('not-found', `There is no comment ${id}`)
      if (written.author !== author)
        throw new LoupeError('denied', `Comment ${id} is of ${written.author || 'somebody without a name'}`, {
          hint: 'Only who wrote a comment can take it away.'
        })
      durably(() => uncomment(run, written))
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
      durably(() => change(run, group, undefined, context))
    },
    searchGroups: (run, words, most) => groups.search(run, words, most),
    undo: (context = {}) => durably(() => steps.undo(context)),
    redo: (context = {}) => durably(() => steps.redo(context)),
    guide: guide.get,
    setGuide(given, context = {}) {
      durably(() => setGuide(given, context))
      return guide.get()
    }
  }
}
