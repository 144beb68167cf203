/** Format 13: changes of groups of features, so that they can be undone in one line with the edits of labels. */
import type { Migration } from './index'

const steps = `
  CREATE TABLE group_steps (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    run TEXT NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
    group_id TEXT NOT NULL,
    author TEXT NOT NULL,
    at INTEGER NOT NULL,
    -- What it took away and what it put in its place; null where there was, or is, no group.
    before TEXT,
    after TEXT,
    -- Number of the latest edit of a label at that time: the place of the step among them.
    after_edit INTEGER NOT NULL,
    applied INTEGER NOT NULL,
    redoable INTEGER NOT NULL,
    -- When it was undone or done again last: among such steps, and among the turns of labels.
    turn INTEGER NOT NULL,
    after_turn INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX group_steps_by_edit ON group_steps (after_edit);
`

export const groupSteps: Migration = {
  version: 13,
  up: (connection) => void connection.exec(steps)
}
