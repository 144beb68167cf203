/**
 * Labels of another moment or of other hands, told from the log alone: as they were at a time, as they would be without
 * some edits, as one annotator sees them. Nothing is changed here.
 */
import { Label, LabelStatus } from '../../../contract/records/label'
import { LoupeError } from '../../../contract/wire/errors'
import type { EditWindow, LabelEvent } from '../label-records'
import { emptyFields, type LabelChange } from './label-rows'
import { checkedRecord, type TableContext, valueFromJson } from './stored-records'

export interface LabelPast {
  /** Labels that were touched at that time or before, as they were then; by feature. */
  asOf(run: string, at: number): Label[]
  /** Labels that edits of the window touched, as replaying all other standing edits gives them; by feature. */
  without(run: string, window: EditWindow): Label[]
  /** The label of a feature after one of its edits, told by the edits up to it that stand, itself included. `not-found` for a strange edit. */
  version(run: string, feature: number, edit: number): Label
  /** What the standing edits of one annotator say, as if nobody else had written; final versions are nobody's own. By feature. */
  by(run: string, author: string): Label[]
  /** The same for all annotators of one feature. */
  byAuthor(run: string, feature: number): Map<string, Label>
  /** Edits, undos and redos in the order in which they happened. */
  events(run: string): LabelEvent[]
}

interface PastEdit {
  feature: number
  at: number
  after: string
}

export function labelPast({ connection }: TableContext): LabelPast {
  const then = connection.prepare<{ run: string; at: number }, PastEdit>(
    `SELECT feature, at, after FROM label_edits WHERE run = @run AND at <= @at AND coalesce(
       (SELECT applied FROM label_turns WHERE edit = label_edits.id AND label_turns.at <= @at ORDER BY label_turns.id DESC LIMIT 1), 1
     ) = 1 ORDER BY id`
  )
  const isInside = '(@author IS NULL OR author = @author) AND at BETWEEN @from AND @to'
  const others = connection.prepare<Required<Window>, PastEdit>(
    `SELECT feature, at, after FROM label_edits WHERE run = @run AND applied = 1 AND NOT (${isInside}) ORDER BY id`
  )
  const touched = connection
    .prepare<Required<Window>, number>(
      `SELECT DISTINCT feature FROM label_edits WHERE run = @run AND applied = 1 AND ${isInside} ORDER BY feature`
    )
    .pluck()
  const isOwn = 'applied = 1 AND id NOT IN (SELECT edit FROM label_finals)'
  const upTo = connection.prepare<{ run: string; feature: number; edit: number }, PastEdit & { id: number }>(
    `SELECT id, feature, at, after FROM label_edits WHERE run = @run AND feature = @feature AND id <= @edit
       AND (applied = 1 OR id = @edit) ORDER BY id`
  )
  const own = connection.prepare<[string, string], PastEdit>(
    `SELECT feature, at, after FROM label_edits WHERE run = ? AND author = ? AND ${isOwn} ORDER BY id`
  )
  const ofFeature = connection.prepare<[string, number], PastEdit & { author: string }>(
    `SELECT feature, at, after, author FROM label_edits WHERE run = ? AND feature = ? AND ${isOwn} ORDER BY id`
  )
  const events = connection.prepare<{ run: string }, EventRow>(
    `SELECT at, id AS edit, feature, author, json_extract(after, '$.status') AS status, 1 AS applied, 0 AS turn
       FROM label_edits WHERE run = @run
     UNION ALL
     SELECT label_turns.at, edit, feature, author, json_extract(after, '$.status'), label_turns.applied, label_turns.id
       FROM label_turns JOIN label_edits ON label_edits.id = edit WHERE run = @run
     ORDER BY turn, edit`
  )
  return {
    asOf: (run, at) => replay(run, then.all({ run, at })),
    by: (run, author) => replay(run, own.all(run, author)),
    byAuthor(run, feature) {
      const edits = ofFeature.all(run, feature)
      const names = [...new Set(edits.map(({ author }) => author))]
      return new Map(
        names.map((name) => [
          name,
          replay(
            run,
            edits.filter(({ author }) => author === name)
          )[0]
        ])
      )
    },
    events: (run) =>
      events.all({ run }).map(({ at, edit, feature, author, status, applied }) => ({
        at,
        edit,
        feature,
        author,
        status: status === null ? undefined : checkedRecord(LabelStatus, status, 'label edit'),
        applied: applied === 1
      })),
    version(run, feature, edit) {
      const edits = upTo.all({ run, feature, edit })
      if (edits.at(-1)?.id !== edit) throw new LoupeError('not-found', `Feature ${feature} has no edit ${edit}`)
      return replay(run, edits)[0]
    },
    without(run, { author, from = 0, to = Number.MAX_SAFE_INTEGER }) {
      const window = { run, author: author ?? null, from, to }
      const rest = new Map(replay(run, others.all(window)).map((label) => [label.feature, label]))
      return touched.all(window).map((feature) => rest.get(feature) ?? { ...emptyFields, tags: [], run, feature })
    }
  }
}

interface EventRow {
  at: number
  edit: number
  feature: number
  author: string
  status: string | null
  applied: number
}

interface Window {
  run: string
  author: string | null
  from: number
  to: number
}

function replay(run: string, edits: readonly PastEdit[]): Label[] {
  const labels = new Map<number, LabelChange & { updatedAt: number }>()
  for (const { feature, at, after } of edits) {
    const label = labels.get(feature) ?? { ...emptyFields, updatedAt: at }
    labels.set(feature, Object.assign(label, valueFromJson(after, 'label edit'), { updatedAt: at }))
  }
  return [...labels]
    .sort(([one], [other]) => one - other)
    .map(([feature, label]) => checkedRecord(Label, { run, feature, ...label }, 'label'))
}
