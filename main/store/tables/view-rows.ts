/** Rows of saved views, and how undo and redo put one back or take it away. */
import { z } from 'zod'
import { SavedView } from '../../../contract/records/view'
import { changeWord, type StepTarget } from './steps'
import { recordFromJson, type TableContext } from './stored-records'

/** A view with its place in the list. */
const Row = z.object({ id: z.number(), view: SavedView })
type Row = z.infer<typeof Row>

export interface ViewRows extends StepTarget {
  list(): SavedView[]
  get(name: string): Row | undefined
  /** One of the same name is replaced and keeps its place. */
  write(view: SavedView): Row
  remove(name: string): void
}

export function viewRows({ connection }: TableContext): ViewRows {
  const all = connection.prepare<[], string>('SELECT record FROM saved_views ORDER BY id').pluck()
  const one = connection.prepare<[string], { id: number; record: string }>('SELECT id, record FROM saved_views WHERE name = ?')
  const put = connection
    .prepare<[number | null, string, string], number>(
      `INSERT INTO saved_views (id, name, record) VALUES (?, ?, ?)
       ON CONFLICT (name) DO UPDATE SET record = excluded.record RETURNING id`
    )
    .pluck()
  const isTaken = connection.prepare<[number], number>('SELECT 1 FROM saved_views WHERE id = ?').pluck()
  const drop = connection.prepare<[string]>('DELETE FROM saved_views WHERE name = ?')
  const viewFrom = (text: string): SavedView => recordFromJson(SavedView, text, 'view')

  const get = (name: string): Row | undefined => {
    const row = one.get(name)
    return row && { id: row.id, view: viewFrom(row.record) }
  }

  return {
    list: () => all.all().map(viewFrom),
    get,
    write: (view) => ({ id: put.get(null, view.name, JSON.stringify(view))!, view }),
    remove: (name) => void drop.run(name),
    put({ target }, ...parts) {
      const [from, to] = parts.map((part) => (part === null ? undefined : recordFromJson(Row, part, 'view')))
      // Saved anew by somebody meanwhile: theirs stays.
      if (JSON.stringify(get(target)?.view) !== JSON.stringify(from?.view)) return
      if (!to) drop.run(target)
      else put.get(isTaken.get(to.id) === undefined ? to.id : null, target, JSON.stringify(to.view))
    },
    told: ({ target }, change) => ({ view: { name: target, change: changeWord(change) } })
  }
}
