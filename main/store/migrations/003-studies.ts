/** Format 3: studies, that is kept answers to questions about analyzed runs. The answers themselves are files (files/study-folder.ts). */
import type { Migration } from './index'

const table = `
  CREATE TABLE studies (
    id TEXT PRIMARY KEY,
    run TEXT NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    question TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    -- The analysis that was asked, and that of the other run where two are compared. They may be gone: the answer is then from before.
    analysis INTEGER NOT NULL,
    other_analysis INTEGER,
    step INTEGER NOT NULL,
    rows INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX studies_by_run ON studies (run, kind);
`

export const studies: Migration = {
  version: 3,
  up: (connection) => void connection.exec(table)
}
