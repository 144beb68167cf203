/**
 * Changes of groups of features, each a step of undo in one line with the edits of labels: whichever of the two was later is
 * taken back first. A step keeps what it took away and what it put in its place, so undoing it leaves alone what others changed.
 */

import type { RevertedGroup } from '../../../contract/calls/labels'
import { FeatureGroup } from '../../../contract/records/annotation'
import type { EditContext, TurnContext } from '../label-records'
import type { GroupTable } from './groups'
import { recordFromJson, type TableContext } from './stored-records'

export interface GroupSteps {
  /** Writes the group, or takes it away where `after` is undefined, and keeps the step. */
  change(run: string, before: FeatureGroup | undefined, after: FeatureGroup | undefined, context: EditContext): void
  /** Takes back the latest standing step; null where there is none or an edit of a label came later. */
  undo(context: TurnContext): RevertedGroup | null
  /** Does again what was undone last; null where there is nothing or an edit of a label was undone later. */
  redo(context: TurnContext): RevertedGroup | null
}

/** Name and description only where they changed; of the features those that went (before) or came (after). */
const Part = FeatureGroup.omit({ id: true }).partial({ name: true, description: true })
type Part = ReturnType<typeof Part.parse>

interface StepRow {
  id: number
  run: string
  group_id: string
  before: string | null
  after: string | null
}

const ofAuthor = '(@author IS NULL OR author = @author)'
const lastNumber = (table: string) => `coalesce((SELECT seq FROM sqlite_sequence WHERE name = '${table}'), 0)`

export function groupSteps({ connection }: TableContext, groups: GroupTable): GroupSteps {
  const insert = connection.prepare<[string, string, string, number, string | null, string | null]>(
    `INSERT INTO group_steps (run, group_id, author, at, before, after, after_edit, applied, redoable, turn, after_turn)
     VALUES (?, ?, ?, ?, ?, ?, ${lastNumber('label_edits')}, 1, 0, 0, 0)`
  )
  const forgetLabels = connection.prepare<[string]>('UPDATE label_edits SET redoable = 0 WHERE redoable = 1 AND author = ?')
  const forgetSteps = connection.prepare<[string]>('UPDATE group_steps SET redoable = 0 WHERE redoable = 1 AND author = ?')
  const latest = connection.prepare<{ author: string | null }, StepRow>(
    `SELECT id, run, group_id, before, after FROM (
       SELECT * FROM group_steps WHERE applied = 1 AND ${ofAuthor} ORDER BY id DESC LIMIT 1
     ) WHERE after_edit >= coalesce((SELECT id FROM label_edits WHERE applied = 1 AND ${ofAuthor} ORDER BY id DESC LIMIT 1), 0)`
  )
  const undone = connection.prepare<{ author: string | null }, StepRow>(
    `SELECT id, run, group_id, before, after FROM (
       SELECT * FROM group_steps WHERE redoable = 1 AND ${ofAuthor} ORDER BY turn DESC LIMIT 1
     ) WHERE after_turn >= coalesce((
       SELECT max(label_turns.id) FROM label_edits JOIN label_turns ON label_turns.edit = label_edits.id
         WHERE redoable = 1 AND ${ofAuthor}
     ), 0)`
  )
  const mark = connection.prepare<[number, number, number]>(
    `UPDATE group_steps SET applied = ?, redoable = ?, after_turn = ${lastNumber('label_turns')},
       turn = (SELECT max(turn) FROM group_steps) + 1 WHERE id = ?`
  )

  const turn = (row: StepRow | undefined, apply: boolean): RevertedGroup | null => {
    if (!row) return null
    const { id, run, group_id: group } = row
    const [before, after] = [partFrom(row.before), partFrom(row.after)]
    const name = groups.get(run, group)?.name ?? before?.name ?? after?.name ?? ''
    put(run, group, ...((apply ? [before, after] : [after, before]) as [Part | null, Part | null]))
    mark.run(Number(apply), Number(!apply), id)
    const change = before === null ? 'made' : after === null ? 'removed' : 'changed'
    return { group: { run, id: group, name, change } }
  }

  /** Makes what was `from` to `to`, in the group as it is now. */
  const put = (run: string, id: string, from: Part | null, to: Part | null): void => {
    const current = groups.get(run, id)
    if (to === null) groups.remove(run, id)
    else if (current ? from !== null : from === null) {
      const { name, description } = { name: '', description: '', ...current, ...to }
      const gone = new Set(from?.features)
      const kept = current?.features.filter((feature) => !gone.has(feature)) ?? []
      groups.put(run, { id, name: groups.freeName(run, id, name), description, features: [...kept, ...to.features] })
    }
  }

  return {
    change: connection.transaction((run, before, after, { author = '', at = Date.now() }) => {
      const [id, written] = after ? [after.id, groups.put(run, after)] : [before?.id ?? '', undefined]
      if (!after) groups.remove(run, id)
      if (before && written && isSame(before, written)) return
      insert.run(run, id, author, at, partOf(before, written), partOf(written, before))
      forgetLabels.run(author)
      forgetSteps.run(author)
    }),
    undo: connection.transaction(({ author = null }) => turn(latest.get({ author }), false)),
    redo: connection.transaction(({ author = null }) => turn(undone.get({ author }), true))
  }
}

/** What one has and the other has not. */
function partOf(one: FeatureGroup | undefined, other: FeatureGroup | undefined): string | null {
  if (!one) return null
  const others = new Set(other?.features)
  const part: Part = { features: one.features.filter((feature) => !others.has(feature)) }
  if (one.name !== other?.name) part.name = one.name
  if (one.description !== other?.description) part.description = one.description
  return JSON.stringify(part)
}

function partFrom(text: string | null): Part | null {
  return text === null ? null : recordFromJson(Part, text, 'change of a group')
}

function isSame(one: FeatureGroup, other: FeatureGroup): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}
