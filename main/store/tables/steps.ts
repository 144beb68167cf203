/**
 * Steps of undo that are no edits of labels, in one line with those: whichever of the two was later is taken back first.
 * A step keeps what it took away and what it put in its place; how that is put back is said by the kind of thing that it changed.
 */
import type { Reverted, RevertedThing } from '../../../contract/calls/labels'
import type { EditContext, TurnContext } from '../label-records'
import type { LabelTurns } from './label-turns'
import type { TableContext } from './stored-records'

export type StepKind = 'group' | 'comment' | 'view' | 'opinions' | 'guide' | 'rules'

/** Where a thing is that steps change. `run` is null for what is of the project. */
export interface StepPlace {
  run: string | null
  target: string
}

/** What it was and what it is, as its kind writes it; null where there was, or is, nothing. */
export interface StepChange {
  before: string | null
  after: string | null
}

/** How things of a kind are changed by undo and redo. */
export interface StepTarget {
  /** Makes what was `from` to `to`, and leaves alone what others changed meanwhile. */
  put(place: StepPlace, from: string | null, to: string | null): void
  /** What is told of a step, asked before it is put back. */
  told(place: StepPlace, change: StepChange): RevertedThing
}

export interface NewStep extends StepPlace, StepChange {
  kind: StepKind
  /** So many of the latest steps of labels are one step with this one. */
  joined?: number
}

export interface StepLine {
  /** Keeps what was just changed. Steps of one author on one target with the same `group` that follow each other become one. */
  record(step: NewStep, context: EditContext): void
  /** Takes back the latest standing step; null where there is none or an edit of a label came later. */
  undo(context: TurnContext): RevertedThing | null
  /** Does again what was undone last; null where there is nothing or an edit of a label was undone later. */
  redo(context: TurnContext): RevertedThing | null
}

type KeptStep = Omit<NewStep, 'joined'> & { author: string; at: number; group: string | null }

interface StepRow extends StepPlace, StepChange {
  id: number
  kind: StepKind
  after_edit: number
  joined: number
}

const columns = 'id, run, kind, target, before, after, after_edit, joined'
const ofAuthor = '(@author IS NULL OR author = @author)'
const lastNumber = (table: string) => `coalesce((SELECT seq FROM sqlite_sequence WHERE name = '${table}'), 0)`

export function stepLine(
  { connection }: TableContext,
  targets: Record<StepKind, StepTarget>,
  labels: Pick<LabelTurns, 'undo' | 'redo'>
): StepLine {
  const insert = connection.prepare<KeptStep & { joined: number }>(
    `INSERT INTO steps (run, kind, target, author, at, before, after, typing, after_edit, joined, applied, redoable, turn, after_turn)
     VALUES (@run, @kind, @target, @author, @at, @before, @after, @group, ${lastNumber('label_edits')}, @joined, 1, 0, 0, 0)`
  )
  const goesOn = connection.prepare<KeptStep>(
    `UPDATE steps SET after = @after, at = @at WHERE id = (SELECT max(id) FROM steps) AND applied = 1 AND joined = 0
       AND kind = @kind AND run IS @run AND target = @target AND author = @author AND typing = @group
       AND after_edit = ${lastNumber('label_edits')}`
  )
  const forgetLabels = connection.prepare<[string]>('UPDATE label_edits SET redoable = 0 WHERE redoable = 1 AND author = ?')
  const forgetSteps = connection.prepare<[string]>('UPDATE steps SET redoable = 0 WHERE redoable = 1 AND author = ?')
  const latest = connection.prepare<{ author: string | null }, StepRow>(
    `SELECT ${columns} FROM (
       SELECT * FROM steps WHERE applied = 1 AND ${ofAuthor} ORDER BY id DESC LIMIT 1
     ) WHERE after_edit >= coalesce((SELECT id FROM label_edits WHERE applied = 1 AND ${ofAuthor} ORDER BY id DESC LIMIT 1), 0)`
  )
  const undone = connection.prepare<{ author: string | null }, StepRow>(
    `SELECT ${columns} FROM (
       SELECT * FROM steps WHERE redoable = 1 AND ${ofAuthor} ORDER BY turn DESC LIMIT 1
     ) WHERE after_turn >= coalesce((
       SELECT max(label_turns.id) FROM label_edits JOIN label_turns ON label_turns.edit = label_edits.id
         WHERE redoable = 1 AND ${ofAuthor}
     ), 0)`
  )
  const mark = connection.prepare<[number, number, number]>(
    `UPDATE steps SET applied = ?, redoable = ?, after_turn = ${lastNumber('label_turns')},
       turn = (SELECT max(turn) FROM steps) + 1 WHERE id = ?`
  )

  const turn = (row: StepRow | undefined, apply: boolean, context: TurnContext): RevertedThing | null => {
    if (!row) return null
    const { id, kind, before, after } = row
    const told = targets[kind].told(row, { before, after })
    // The labels first: the step is then the latest of them in either direction.
    const joined = Array.from({ length: row.joined }, () => labels[apply ? 'redo' : 'undo'](context))
    targets[kind].put(row, ...((apply ? [before, after] : [after, before]) as [string | null, string | null]))
    mark.run(Number(apply), Number(!apply), id)
    return withLabels(told, joined)
  }

  return {
    record(given, { author = '', at = Date.now(), group = null }) {
      const { joined = 0, ...change } = given
      const step = { ...change, author, at, group }
      if (group === null || goesOn.run(step).changes === 0) insert.run({ ...step, joined })
      forgetLabels.run(author)
      forgetSteps.run(author)
    },
    undo: connection.transaction((context) => turn(latest.get({ author: context.author ?? null }), false, context)),
    redo: connection.transaction((context) => turn(undone.get({ author: context.author ?? null }), true, context))
  }
}

/** What is told of a step, with the labels that were changed with it. */
function withLabels(told: RevertedThing, joined: readonly Reverted[]): RevertedThing {
  const labels = joined.flatMap((step) => (step ? [{ run: step.label.run, features: step.features }] : []))
  if (labels.length === 0) return told
  if ('opinions' in told) return { opinions: { ...told.opinions, labels: labels.flatMap(({ features }) => features) } }
  return 'guide' in told ? { guide: { ...told.guide, labels } } : told
}

/** Whether a step made a thing, changed it, or took it away. */
export function changeWord({ before, after }: StepChange): 'made' | 'changed' | 'removed' {
  if (before === null) return 'made'
  return after === null ? 'removed' : 'changed'
}
