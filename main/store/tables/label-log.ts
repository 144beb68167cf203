/**
 * The log of label edits, which is also the undo stack of the project: one line of edits over all features,
 * kept in the database, so it survives restarts. A label is always what replaying the standing edits of its feature gives.
 * Undoing marks an entry, it never takes one away (label-turns.ts); a new edit leaves undone entries of its author in the
 * history but they can not be done again.
 */
import { answers, type Label, type LabelEdit } from '../../../contract/records/label'
import type { BulkChange, EditContext, LabelChangeOf } from '../label-records'
import { changeOf, type EditRow, editFromRow, type LabelChange, LabelChangeSchema, mergedChange } from './label-rows'
import type { LabelTable } from './labels'
import { type TableContext, validRecord } from './stored-records'

export interface LabelLog {
  edit(run: string, feature: number, change: LabelChange, context: EditContext): Label
  /** All or none, one step of undo. */
  editMany(run: string, edits: readonly LabelChangeOf[], context: EditContext): Label[]
  /** One change of many, one step of undo; gives the labels that changed. */
  bulk(run: string, features: readonly number[], change: BulkChange, context: EditContext): Label[]
  history(run: string, feature: number): LabelEdit[]
  recent(run: string, limit: number, author?: string): LabelEdit[]
  decided(run: string, limit: number): number[]
}

type StepContext = EditContext & { batch?: number }

export const entryColumns = 'id, run, feature, edit_group, author, before, after, at, applied, batch'

export function labelLog({ connection }: TableContext, labels: LabelTable): LabelLog {
  const entries = `SELECT ${entryColumns} FROM label_edits`
  const ofFeature = connection.prepare<[string, number], EditRow>(`${entries} WHERE run = ? AND feature = ? ORDER BY id DESC`)
  const ofRun = connection.prepare<{ run: string; limit: number; author: string | null }, EditRow>(
    `${entries} WHERE run = @run AND (@author IS NULL OR author = @author) ORDER BY id DESC LIMIT @limit`
  )
  const withAnswer = connection
    .prepare<[string], number>(
      `SELECT feature FROM label_edits WHERE run = ? AND applied = 1 AND after ->> '$.status' IN (${answers.map((status) => `'${status}'`).join(', ')})
     ORDER BY id DESC`
    )
    .pluck()
  /** None where another step was made since: what is typed after that is another one. */
  const latest = connection.prepare<[], EditRow>(
    `SELECT * FROM (${entries} ORDER BY id DESC LIMIT 1) WHERE id > coalesce((SELECT max(after_edit) FROM steps), 0)`
  )
  const lastNumber = connection.prepare<[], number>("SELECT seq FROM sqlite_sequence WHERE name = 'label_edits'").pluck()
  const insert = connection.prepare<[string, number, string | null, string, string, string, number, number | null]>(
    `INSERT INTO label_edits (run, feature, edit_group, author, before, after, at, batch, applied, redoable)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, 1, 0)`
  )
  const rewrite = connection.prepare<[string, string, number, number]>(
    'UPDATE label_edits SET before = ?, after = ?, at = ? WHERE id = ?'
  )
  const drop = connection.prepare<[number]>('DELETE FROM label_edits WHERE id = ?')
  const forgetLabels = connection.prepare<[string]>('UPDATE label_edits SET redoable = 0 WHERE redoable = 1 AND author = ?')
  const forgetSteps = connection.prepare<[string]>('UPDATE steps SET redoable = 0 WHERE redoable = 1 AND author = ?')
  const forgetUndone = (author: string): void => {
    forgetLabels.run(author)
    forgetSteps.run(author)
  }

  const extend = (last: LabelEdit, change: { before: LabelChange; after: LabelChange }, at: number): void => {
    const { before, after } = mergedChange(last, change)
    if (Object.keys(after).length === 0) drop.run(last.id)
    else rewrite.run(JSON.stringify(before), JSON.stringify(after), at, last.id)
  }

  const editOne = (current: Label, given: LabelChange, context: StepContext): Label => {
    const { run, feature } = current
    const change = changeOf(current, given)
    if (Object.keys(change.after).length === 0) return current
    const { group, author = '', at = Date.now(), batch = null } = context
    const last = group === undefined ? undefined : latest.get()
    if (last && continues(last, run, feature, author, group)) extend(editFromRow(last), change, at)
    else insert.run(run, feature, group ?? null, author, JSON.stringify(change.before), JSON.stringify(change.after), at, batch)
    if (batch === null) forgetUndone(author)
    const { label, notes, tags, confidence, status } = { ...current, ...change.after }
    return labels.put(run, feature, { label, notes, tags, confidence, status }, { at, tagsBefore: current.tags })
  }

  /** Several edits as one step: `edit` does one of them. */
  const inOneStep = (count: number, context: EditContext, edit: (index: number, step: StepContext) => Label): Label[] => {
    const before = lastNumber.get()
    const batch = count > 1 ? (before ?? 0) + 1 : undefined
    const step: StepContext = { at: Date.now(), ...context, ...(batch === undefined ? {} : { batch }) }
    const edited = Array.from({ length: count }, (_, index) => edit(index, step))
    // Once for all of them: asked for each it would cost as much as the edit.
    if (lastNumber.get() !== before) forgetUndone(context.author ?? '')
    return edited
  }

  const edit = connection.transaction((run: string, feature: number, change: LabelChange, context: EditContext) =>
    editOne(labels.get(run, feature), change, context)
  )
  const editMany = connection.transaction((run: string, edits: readonly LabelChangeOf[], context: EditContext) =>
    inOneStep(edits.length, context, (index, step) => {
      const { feature, change } = edits[index]
      return editOne(labels.get(run, feature), checked(change), step)
    })
  )
  const bulk = connection.transaction((run: string, features: readonly number[], given: BulkChange, context: EditContext) => {
    const change = checked(given.change)
    const current = features.map((feature) => labels.get(run, feature))
    const edited = inOneStep(features.length, context, (index, step) => {
      const tags = tagsAfter(current[index].tags, given)
      return editOne(current[index], tags ? { ...change, ...checked({ tags }) } : change, step)
    })
    return edited.filter((label, index) => label !== current[index])
  })

  return {
    edit(run, feature, change, context) {
      labels.requireFeature(run, feature)
      return edit(run, feature, checked(change), context)
    },
    editMany(run, edits, context) {
      labels.requireFeatures(
        run,
        edits.map(({ feature }) => feature)
      )
      return editMany(run, edits, context)
    },
    bulk(run, features, change, context) {
      labels.requireFeatures(run, features)
      return bulk(run, features, change, context)
    },
    history: (run, feature) => ofFeature.all(run, feature).map(editFromRow),
    recent: (run, limit, author) => ofRun.all({ run, limit, author: author ?? null }).map(editFromRow),
    decided(run, limit) {
      const found = new Set<number>()
      // Read one after the other: mostly the first few are enough, however long the log is.
      for (const feature of withAnswer.iterate(run)) if (found.add(feature).size >= limit) break
      return [...found]
    }
  }
}

/** Undefined where the tags stay as they are. */
export function tagsAfter(tags: readonly string[], { addTags, removeTags }: BulkChange): string[] | undefined {
  if (addTags.every((tag) => tags.includes(tag)) && !removeTags.some((tag) => tags.includes(tag))) return undefined
  return [...new Set([...tags.filter((tag) => !removeTags.includes(tag)), ...addTags])]
}

function checked(change: LabelChange): LabelChange {
  return validRecord(LabelChangeSchema, change, 'label')
}

/** Whether an edit goes on with the last entry of the log. */
function continues(last: EditRow, run: string, feature: number, author: string, group: string | undefined): boolean {
  const sameStep = group !== undefined && last.edit_group === group && last.author === author
  return last.applied === 1 && sameStep && last.batch === null && last.run === run && last.feature === feature
}
