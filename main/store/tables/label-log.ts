/**
 * The log of label edits, which is also the undo stack of the project: one line of edits over all features,
 * kept in the database, so it survives restarts. Undoing marks an entry, it never takes one away;
 * a new edit leaves undone entries in the history but they can not be done again.
 */
import type { Reverted } from '../../../contract/calls/labels'
import type { Label, LabelEdit } from '../../../contract/records/label'
import type { EditContext } from '../label-records'
import { changeOf, type EditRow, editFromRow, type LabelChange, LabelChangeSchema, mergedChange } from './label-rows'
import type { LabelTable } from './labels'
import { type TableContext, validRecord } from './stored-records'

export interface LabelLog {
  edit(run: string, feature: number, change: LabelChange, context: EditContext): Label
  undo(): Reverted
  redo(): Reverted
  history(run: string, feature: number): LabelEdit[]
  recent(run: string, limit: number): LabelEdit[]
}

export function labelLog({ connection }: TableContext, labels: LabelTable): LabelLog {
  const entries = 'SELECT id, run, feature, edit_group, author, before, after, at, applied FROM label_edits'
  const ofFeature = connection.prepare<[string, number], EditRow>(`${entries} WHERE run = ? AND feature = ? ORDER BY id DESC`)
  const ofRun = connection.prepare<[string, number], EditRow>(`${entries} WHERE run = ? ORDER BY id DESC LIMIT ?`)
  const latest = connection.prepare<[], EditRow>(`${entries} ORDER BY id DESC LIMIT 1`)
  const latestApplied = connection.prepare<[], EditRow>(`${entries} WHERE applied = 1 ORDER BY id DESC LIMIT 1`)
  const firstRedoable = connection.prepare<[], EditRow>(`${entries} WHERE redoable = 1 ORDER BY id LIMIT 1`)
  const insert = connection.prepare<[string, number, string | null, string, string, string, number]>(
    `INSERT INTO label_edits (run, feature, edit_group, author, before, after, at, applied, redoable)
     VALUES (?, ?, ?, ?, ?, ?, ?, 1, 0)`
  )
  const rewrite = connection.prepare<[string, string, number, number]>(
    'UPDATE label_edits SET before = ?, after = ?, at = ? WHERE id = ?'
  )
  const drop = connection.prepare<[number]>('DELETE FROM label_edits WHERE id = ?')
  const mark = connection.prepare<[number, number, number]>('UPDATE label_edits SET applied = ?, redoable = ? WHERE id = ?')
  const forgetUndone = connection.prepare('UPDATE label_edits SET redoable = 0 WHERE redoable = 1')

  const write = (run: string, feature: number, change: LabelChange, at: number): Label => {
    const { label, notes, tags, confidence, status } = { ...labels.get(run, feature), ...change }
    return labels.put(run, feature, { label, notes, tags, confidence, status }, at)
  }

  const extend = (last: LabelEdit, change: { before: LabelChange; after: LabelChange }, at: number): void => {
    const { before, after } = mergedChange(last, change)
    if (Object.keys(after).length === 0) drop.run(last.id)
    else rewrite.run(JSON.stringify(before), JSON.stringify(after), at, last.id)
  }

  const edit = connection.transaction((run: string, feature: number, given: LabelChange, context: EditContext): Label => {
    const change = changeOf(labels.get(run, feature), given)
    if (Object.keys(change.after).length === 0) return labels.get(run, feature)
    const { group, author = '', at = Date.now() } = context
    const last = latest.get()
    if (last && continues(last, run, feature, author, group)) extend(editFromRow(last), change, at)
    else insert.run(run, feature, group ?? null, author, JSON.stringify(change.before), JSON.stringify(change.after), at)
    forgetUndone.run()
    return write(run, feature, change.after, at)
  })

  const turn = (row: EditRow | undefined, apply: boolean): Reverted => {
    if (!row) return null
    const entry = editFromRow(row)
    const label = write(entry.run, entry.feature, apply ? entry.after : entry.before, Date.now())
    mark.run(Number(apply), Number(!apply), entry.id)
    return { edit: { ...entry, applied: apply }, label }
  }

  return {
    edit(run, feature, change, context) {
      labels.requireFeature(run, feature)
      return edit(run, feature, validRecord(LabelChangeSchema, change, 'label'), context)
    },
    undo: connection.transaction(() => turn(latestApplied.get(), false)),
    redo: connection.transaction(() => turn(firstRedoable.get(), true)),
    history: (run, feature) => ofFeature.all(run, feature).map(editFromRow),
    recent: (run, limit) => ofRun.all(run, limit).map(editFromRow)
  }
}

/** Whether an edit goes on with the last entry of the log. */
function continues(last: EditRow, run: string, feature: number, author: string, group: string | undefined): boolean {
  const sameStep = group !== undefined && last.edit_group === group && last.author === author
  return last.applied === 1 && sameStep && last.run === run && last.feature === feature
}
