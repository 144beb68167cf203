/**
 * Undo and redo over the log: the latest standing step of the project (or of one annotator) is taken back, a bulk edit as a whole.
 * What a label becomes is always the replay of the edits that stand, so taking back a step that others edited after
 * takes away its fields only where nobody changed them since.
 */
import type { Reverted } from '../../../contract/calls/labels'
import type { Label } from '../../../contract/records/label'
import type { TurnContext } from '../label-records'
import { entryColumns } from './label-log'
import { type EditRow, editFromRow, emptyFields, type LabelChange } from './label-rows'
import type { LabelTable } from './labels'
import { type TableContext, valueFromJson } from './stored-records'

export interface LabelTurns {
  undo(context: TurnContext): Reverted
  redo(context: TurnContext): Reverted
}

interface Step {
  /** Of the edit, or of those that were made together. */
  number: number
  apply: number
  at: number
}

export function labelTurns({ connection }: TableContext, labels: LabelTable): LabelTurns {
  const entries = `SELECT ${entryColumns} FROM label_edits`
  const latestApplied = connection.prepare<[], EditRow>(`${entries} WHERE applied = 1 ORDER BY id DESC LIMIT 1`)
  const latestOfAuthor = connection.prepare<[string], EditRow>(
    `${entries} WHERE applied = 1 AND author = ? ORDER BY id DESC LIMIT 1`
  )
  const lastTurn = '(SELECT max(id) FROM label_turns WHERE edit = label_edits.id)'
  const redoable = connection.prepare<{ author: string | null }, EditRow>(
    `${entries} WHERE redoable = 1 AND (@author IS NULL OR author = @author) ORDER BY ${lastTurn} DESC LIMIT 1`
  )
  // One statement for all edits of a step, which may be 10,000, and one for all that stands of their features.
  const stepOf = (edits: string, turned = edits) => ({
    features: connection.prepare<Step, number>(`SELECT DISTINCT feature FROM label_edits WHERE ${turned}`).pluck(),
    note: connection.prepare<Step>(
      `INSERT INTO label_turns (edit, applied, at) SELECT id, @apply, @at FROM label_edits WHERE ${turned} ORDER BY id`
    ),
    mark: connection.prepare<Step>(`UPDATE label_edits SET applied = @apply, redoable = 1 - @apply WHERE ${turned}`),
    standing: connection.prepare<Step & { run: string }, { feature: number; after: string }>(
      `SELECT feature, after FROM label_edits WHERE run = @run AND applied = 1
         AND feature IN (SELECT feature FROM label_edits WHERE ${edits}) ORDER BY feature, id`
    )
  })
  const alone = stepOf('id = @number')
  const together = stepOf('batch = @number', 'batch = @number AND applied = 1 - @apply')

  /** What the standing edits make of each of these features. */
  const replayed = (run: string, features: readonly number[], edits: Iterable<{ feature: number; after: string }>) => {
    const fields = new Map(features.map((feature) => [feature, { ...emptyFields }]))
    for (const { feature, after } of edits)
      Object.assign(fields.get(feature) ?? {}, valueFromJson(after, 'label edit') as LabelChange)
    return [...fields].map(([feature, wanted]) => ({ feature, wanted, tagsBefore: labels.tagsOf(run, feature) }))
  }

  const turn = (row: EditRow | undefined, apply: boolean, at: number): Reverted => {
    if (!row) return null
    const step = row.batch === null ? alone : together
    const bound = { number: row.batch ?? row.id, apply: Number(apply), at }
    const features = step.features.all(bound)
    step.note.run(bound)
    step.mark.run(bound)
    const wanted = replayed(row.run, features, step.standing.iterate({ ...bound, run: row.run }))
    const changed = wanted.map(
      ({ feature, wanted: fields, tagsBefore }): Label => labels.put(row.run, feature, fields, { at, tagsBefore })
    )
    const label = changed.find(({ feature }) => feature === row.feature)!
    return { edit: { ...editFromRow(row), applied: apply }, label, features }
  }

  return {
    undo: connection.transaction(({ author, at = Date.now() }: TurnContext) =>
      turn(author === undefined ? latestApplied.get() : latestOfAuthor.get(author), false, at)
    ),
    redo: connection.transaction(({ author, at = Date.now() }: TurnContext) =>
      turn(redoable.get({ author: author ?? null }), true, at)
    )
  }
}
