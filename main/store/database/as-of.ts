/**
 * A project as it was: on a connection that only reads, tables of labels and of what was said about them are hidden behind
 * temporary ones of the same name (SQLite looks there first), which hold what there was at that time.
 * All that reads tables, from the list to the search, then tells of that time; the file is not touched and little is copied.
 */
import { labelPast } from '../tables/label-past'
import { indexLabels } from '../tables/label-words'
import { labelTable } from '../tables/labels'
import type { TableContext } from '../tables/stored-records'
import type { Connection } from './connect'

/** Tables whose rows have a time. */
const timed = ['label_edits', 'label_turns', 'label_comments', 'label_quizzes', 'opinions', 'own_opinions']
/** Tables that follow from them. */
const derived = ['labels', 'label_tags', 'label_search', 'label_terms', 'comment_search']

/** Afterwards nothing can be written through this connection. */
export function showAsOf(context: TableContext, at: number): void {
  const { connection } = context
  connection.pragma('query_only = OFF')
  // Temporary tables can not refer to tables of the file.
  connection.pragma('foreign_keys = OFF')
  for (const table of [...timed, ...derived]) hide(connection, table)
  for (const table of timed) copyUpTo(connection, table, at)
  connection.exec(`
    UPDATE temp.label_edits SET redoable = 0, applied = coalesce(
      (SELECT applied FROM temp.label_turns WHERE edit = label_edits.id ORDER BY label_turns.id DESC LIMIT 1), 1);
  `)
  replayLabels(context, at)
  indexLabels(connection)
  connection.exec("INSERT INTO temp.comment_search (comment_search) VALUES ('rebuild')")
  connection.pragma('query_only = ON')
}

/** Columns that follow from others come by themselves. */
function copyUpTo(connection: Connection, table: string, at: number): void {
  const stored = connection
    .prepare<[string], string>('SELECT name FROM main.pragma_table_xinfo(?) WHERE hidden = 0')
    .pluck()
    .all(table)
    .join()
  connection.prepare<[number]>(`INSERT INTO temp.${table} (${stored}) SELECT ${stored} FROM main.${table} WHERE at <= ?`).run(at)
}

/** The table and its indexes once more, empty. Its triggers are left out: what they do is done at the end, at once. */
function hide(connection: Connection, table: string): void {
  const parts = connection
    .prepare<[string], { type: string; name: string; sql: string }>(
      "SELECT type, name, sql FROM main.sqlite_master WHERE tbl_name = ? AND sql IS NOT NULL AND type IN ('table', 'index') ORDER BY type DESC"
    )
    .all(table)
  for (const { sql } of parts)
    connection.exec(sql.replace(/^(CREATE (?:VIRTUAL |UNIQUE )?(?:TABLE|INDEX))\s+"?(\w+)"?/i, '$1 temp.$2'))
}

function replayLabels(context: TableContext, at: number): void {
  const { connection } = context
  const runs = connection.prepare<[], string>('SELECT DISTINCT run FROM temp.label_edits').pluck().all()
  const past = labelPast(context)
  const labels = labelTable(context)
  connection.transaction(() => {
    for (const run of runs)
      for (const { feature, updatedAt = at, ...fields } of past.asOf(run, at)) labels.put(run, feature, fields, { at: updatedAt })
  })()
}
