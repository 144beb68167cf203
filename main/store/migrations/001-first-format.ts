/**
 * Format 1: data sets, runs with their metrics and checkpoints, analyses with facts about features, labels with their log, exports.
 * JSON columns hold records of the contract; big arrays are little-endian blobs, described in the table files.
 */
import type { Migration } from './index'

const general = `
  CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
  CREATE TABLE datasets (id TEXT PRIMARY KEY, created_at INTEGER NOT NULL, record TEXT NOT NULL) STRICT;
  CREATE TABLE exports (id TEXT PRIMARY KEY, created_at INTEGER NOT NULL, record TEXT NOT NULL) STRICT;
  -- Files whose rows are gone; what a crash left of them is removed at the next opening.
  CREATE TABLE removals (id INTEGER PRIMARY KEY, kind TEXT NOT NULL, run TEXT NOT NULL, number INTEGER NOT NULL) STRICT;
`

const runs = `
  CREATE TABLE runs (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    dataset TEXT NOT NULL REFERENCES datasets (id),
    config TEXT NOT NULL,
    state TEXT NOT NULL,
    step INTEGER NOT NULL,
    seconds REAL NOT NULL,
    slot INTEGER NOT NULL,
    backend TEXT NOT NULL,
    input_scale REAL,
    validation TEXT,
    note TEXT NOT NULL,
    error TEXT,
    created_at INTEGER NOT NULL,
    finished_at INTEGER
  ) STRICT;
  CREATE TABLE metric_chunks (
    id INTEGER PRIMARY KEY,
    run TEXT NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
    split TEXT NOT NULL,
    first_step INTEGER NOT NULL,
    last_step INTEGER NOT NULL,
    count INTEGER NOT NULL,
    sealed INTEGER NOT NULL,
    keys TEXT NOT NULL,
    data BLOB NOT NULL
  ) STRICT;
  CREATE INDEX metric_chunks_by_step ON metric_chunks (run, split, first_step, last_step, sealed, count);
  CREATE TABLE densities (
    run TEXT NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
    step INTEGER NOT NULL,
    dead INTEGER NOT NULL,
    counts BLOB NOT NULL,
    PRIMARY KEY (run, step)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE marks (
    id INTEGER PRIMARY KEY,
    run TEXT NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
    step INTEGER NOT NULL,
    kind TEXT NOT NULL,
    text TEXT NOT NULL
  ) STRICT;
  CREATE INDEX marks_by_step ON marks (run, step);
  CREATE TABLE warnings (
    id INTEGER PRIMARY KEY,
    run TEXT NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
    step INTEGER NOT NULL,
    title TEXT NOT NULL,
    detail TEXT NOT NULL
  ) STRICT;
  CREATE INDEX warnings_by_step ON warnings (run, step);
  CREATE TABLE checkpoints (
    run TEXT NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
    step INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    size_bytes INTEGER NOT NULL,
    reason TEXT NOT NULL,
    PRIMARY KEY (run, step)
  ) STRICT, WITHOUT ROWID;
`

// AUTOINCREMENT: the number of an analysis is also the name of its folder and must not come back.
const analyses = `
  CREATE TABLE analyses (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    run TEXT NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
    step INTEGER NOT NULL,
    features INTEGER NOT NULL,
    rows INTEGER NOT NULL,
    started_at INTEGER NOT NULL,
    finished_at INTEGER
  ) STRICT;
  CREATE INDEX analyses_by_run ON analyses (run);
  CREATE TABLE facts (
    analysis INTEGER NOT NULL REFERENCES analyses (id) ON DELETE CASCADE,
    feature INTEGER NOT NULL,
    density REAL NOT NULL,
    active_rows INTEGER NOT NULL,
    mean REAL NOT NULL,
    max REAL NOT NULL,
    mass REAL NOT NULL,
    nearest_cosine REAL NOT NULL,
    PRIMARY KEY (analysis, feature)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE evidence (
    analysis INTEGER NOT NULL REFERENCES analyses (id) ON DELETE CASCADE,
    feature INTEGER NOT NULL,
    histogram BLOB NOT NULL,
    examples BLOB NOT NULL,
    neighbors BLOB NOT NULL,
    peak_before TEXT,
    peak_token TEXT,
    PRIMARY KEY (analysis, feature)
  ) STRICT;
`

const labels = `
  -- Long texts last: what comes before them is read without them.
  CREATE TABLE labels (
    id INTEGER PRIMARY KEY,
    run TEXT NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
    feature INTEGER NOT NULL,
    status TEXT NOT NULL,
    confidence INTEGER,
    updated_at INTEGER NOT NULL,
    tags TEXT NOT NULL,
    -- The tags once more, one a line, for the search.
    tag_text TEXT NOT NULL,
    label TEXT NOT NULL,
    notes TEXT NOT NULL,
    UNIQUE (run, feature)
  ) STRICT;
  CREATE INDEX labels_by_status ON labels (run, status, feature);
  CREATE TABLE label_tags (
    label INTEGER NOT NULL REFERENCES labels (id) ON DELETE CASCADE,
    tag TEXT NOT NULL,
    PRIMARY KEY (label, tag)
  ) STRICT, WITHOUT ROWID;
  -- One to find a tag whatever its case, one to count tags as they are written.
  CREATE INDEX label_tags_by_tag ON label_tags (tag COLLATE NOCASE);
  CREATE INDEX label_tags_counted ON label_tags (tag);
  CREATE TABLE label_edits (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    run TEXT NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
    feature INTEGER NOT NULL,
    edit_group TEXT,
    author TEXT NOT NULL,
    before TEXT NOT NULL,
    after TEXT NOT NULL,
    at INTEGER NOT NULL,
    applied INTEGER NOT NULL,
    -- 1 while it is undone and nothing was edited since.
    redoable INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX label_edits_by_feature ON label_edits (run, feature, id);
  CREATE INDEX label_edits_by_run ON label_edits (run, id);
  CREATE INDEX label_edits_applied ON label_edits (id) WHERE applied = 1;
  CREATE INDEX label_edits_redoable ON label_edits (id) WHERE redoable = 1;
`

const search = `
  CREATE VIRTUAL TABLE label_search USING fts5 (label, notes, tag_text, content = 'labels', content_rowid = 'id', tokenize = 'trigram');
  CREATE TRIGGER label_search_insert AFTER INSERT ON labels BEGIN
    INSERT INTO label_search (rowid, label, notes, tag_text) VALUES (new.id, new.label, new.notes, new.tag_text);
  END;
  CREATE TRIGGER label_search_delete AFTER DELETE ON labels BEGIN
    INSERT INTO label_search (label_search, rowid, label, notes, tag_text)
      VALUES ('delete', old.id, old.label, old.notes, old.tag_text);
  END;
  CREATE TRIGGER label_search_update AFTER UPDATE OF label, notes, tag_text ON labels
    WHEN old.label <> new.label OR old.notes <> new.notes OR old.tag_text <> new.tag_text
  BEGIN
    INSERT INTO label_search (label_search, rowid, label, notes, tag_text)
      VALUES ('delete', old.id, old.label, old.notes, old.tag_text);
    INSERT INTO label_search (rowid, label, notes, tag_text) VALUES (new.id, new.label, new.notes, new.tag_text);
  END;
`

export const firstFormat: Migration = {
  version: 1,
  up(connection) {
    for (const part of [general, runs, analyses, labels, search]) connection.exec(part)
  }
}
