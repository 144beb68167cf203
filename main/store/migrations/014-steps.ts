/**
 * Format 14: all steps of undo that are no edits of labels in one line: changes of groups (until now in a table of their own),
 * comments, saved views, and what annotators write beside the labels of the project. And the search in labels no longer writes its
 * index anew whenever a tenth of it has changed, which took most of the time of a bulk edit of labels and of its undo.
 */
import type { Migration } from './index'

const columns = 'id, run, author, at, before, after, after_edit, applied, redoable, turn, after_turn'

const line = `
  CREATE TABLE steps (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    -- Null for what is of the project.
    run TEXT REFERENCES runs (id) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    -- What was changed, among those of its kind.
    target TEXT NOT NULL,
    author TEXT NOT NULL,
    at INTEGER NOT NULL,
    -- What it took away and what it put in its place; null where there was, or is, nothing.
    before TEXT,
    after TEXT,
    -- Typing that goes on is one step.
    typing TEXT,
    -- Number of the latest edit of a label at that time: the place of the step among them.
    after_edit INTEGER NOT NULL,
    -- Whether that edit, and those made with it, are one step with this one.
    joined INTEGER NOT NULL DEFAULT 0,
    applied INTEGER NOT NULL,
    redoable INTEGER NOT NULL,
    -- When it was undone or done again last: among such steps, and among the turns of labels.
    turn INTEGER NOT NULL,
    after_turn INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX steps_by_edit ON steps (after_edit);
  INSERT INTO steps (${columns}, kind, target) SELECT ${columns}, 'group', group_id FROM group_steps;
  DROP TABLE group_steps;
`

/** Parts of the index are merged as it grows; what was deleted is skipped until then. */
const search = "INSERT INTO label_search (label_search, rank) VALUES ('deletemerge', 100)"

export const steps: Migration = {
  version: 14,
  up(connection) {
    for (const part of [line, search]) connection.exec(part)
  }
}
