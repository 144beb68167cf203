/** Format 8: drafts of labels by a language model, and what came of each feature. */
import type { Migration } from './index'

const tables = `
  CREATE TABLE drafts (
    id TEXT PRIMARY KEY,
    run TEXT NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
    created_at INTEGER NOT NULL,
    state TEXT NOT NULL,
    model_order TEXT NOT NULL,
    -- Counted before a request is sent.
    requests INTEGER NOT NULL DEFAULT 0,
    input_tokens INTEGER NOT NULL DEFAULT 0,
    output_tokens INTEGER NOT NULL DEFAULT 0,
    estimated INTEGER NOT NULL DEFAULT 0,
    stopped TEXT,
    error TEXT
  ) STRICT;
  CREATE INDEX drafts_by_run ON drafts (run, created_at);
  CREATE TABLE draft_features (
    draft TEXT NOT NULL REFERENCES drafts (id) ON DELETE CASCADE,
    feature INTEGER NOT NULL,
    place INTEGER NOT NULL,
    finished INTEGER NOT NULL DEFAULT 0,
    text TEXT,
    score TEXT,
    problem TEXT,
    PRIMARY KEY (draft, feature)
  ) STRICT, WITHOUT ROWID;
`

export const drafts: Migration = {
  version: 8,
  up: (connection) => void connection.exec(tables)
}
