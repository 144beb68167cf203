/** Comments on features: rows, and how undo and redo put one back or take it away. */
import { LabelComment } from '../../../contract/records/annotation'
import { changeWord, type StepTarget } from './steps'
import { checkedRecord, recordFromJson, type TableContext } from './stored-records'

export interface CommentTable extends StepTarget {
  /** Of a feature, the oldest first. */
  of(run: string, feature: number): LabelComment[]
  get(run: string, id: number): LabelComment | undefined
  add(run: string, comment: Omit<LabelComment, 'id'>): LabelComment
  remove(run: string, id: number): void
}

export function commentTable({ connection }: TableContext): CommentTable {
  const columns = 'id, feature, author, at, text'
  const all = connection.prepare<[string, number], LabelComment>(
    `SELECT ${columns} FROM label_comments WHERE run = ? AND feature = ? ORDER BY id`
  )
  const one = connection.prepare<[string, number], LabelComment>(`SELECT ${columns} FROM label_comments WHERE run = ? AND id = ?`)
  const insert = connection.prepare<LabelComment & { run: string }>(
    'INSERT OR IGNORE INTO label_comments (id, run, feature, author, at, text) VALUES (@id, @run, @feature, @author, @at, @text)'
  )
  /** Numbers of comments that were taken away are not given again: undo brings them back. */
  const nextId = connection
    .prepare<[], number>(
      `SELECT 1 + max(coalesce((SELECT max(id) FROM label_comments), 0),
         coalesce((SELECT max(CAST(target AS INTEGER)) FROM steps WHERE kind = 'comment'), 0))`
    )
    .pluck()
  const drop = connection.prepare<[string, number]>('DELETE FROM label_comments WHERE run = ? AND id = ?')

  return {
    of: (run, feature) => all.all(run, feature).map((row) => checkedRecord(LabelComment, row, 'comment')),
    get: (run, id) => one.get(run, id),
    add(run, given) {
      const comment = { id: nextId.get()!, ...given }
      insert.run({ ...comment, run })
      return comment
    },
    remove: (run, id) => void drop.run(run, id),
    put({ run, target }, _, to) {
      if (to === null) drop.run(run ?? '', Number(target))
      else insert.run({ ...commentFrom(to), run: run ?? '' })
    },
    told({ run }, { before, after }) {
      const { feature } = commentFrom(before ?? after ?? '')
      return { comment: { run: run ?? '', feature, change: changeWord({ before, after }) } }
    }
  }
}

function commentFrom(text: string): LabelComment {
  return recordFromJson(LabelComment, text, 'comment')
}
