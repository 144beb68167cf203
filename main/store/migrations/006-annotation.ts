/**
 * Format 6: bulk edits as one step of undo, the time of every undo and redo (so that the labels of any moment can be told),
 * quizzes, rules attached to labels, labels of other annotators, comments, groups of features.
 */
import type { Migration } from './index'

const log = `
  -- Edits of the same batch are one step: the id of its first edit. Null for an edit that is a step of its own.
  ALTER TABLE label_edits ADD COLUMN batch INTEGER;
  CREATE INDEX label_edits_by_batch ON label_edits (batch) WHERE batch IS NOT NULL;
  -- Each undo (applied 0) and redo (applied 1) of an edit, in order.
  CREATE TABLE label_turns (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    edit INTEGER NOT NULL REFERENCES label_edits (id) ON DELETE CASCADE,
    applied INTEGER NOT NULL,
    at INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX label_turns_by_edit ON label_turns (edit, id);
  -- When an earlier Loupe undid an edit is not known: as if at once.
  INSERT INTO label_turns (edit, applied, at) SELECT id, 0, at FROM label_edits WHERE applied = 0;
`

const checks = `
  CREATE TABLE label_quizzes (
    id TEXT PRIMARY KEY,
    run TEXT NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
    feature INTEGER NOT NULL,
    at INTEGER NOT NULL,
    record TEXT NOT NULL
  ) STRICT;
  CREATE INDEX label_quizzes_by_feature ON label_quizzes (run, feature, at);
  CREATE TABLE label_rules (
    run TEXT NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
    feature INTEGER NOT NULL,
    record TEXT NOT NULL,
    PRIMARY KEY (run, feature)
  ) STRICT;
`

const people = `
  -- What an annotator says of a feature, from a file; the label of the project is not touched by it.
  CREATE TABLE opinions (
    run TEXT NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
    author TEXT NOT NULL,
    feature INTEGER NOT NULL,
    at INTEGER NOT NULL,
    fields TEXT NOT NULL,
    PRIMARY KEY (run, author, feature)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE same_meaning (
    run TEXT NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
    feature INTEGER NOT NULL,
    one TEXT NOT NULL,
    other TEXT NOT NULL,
    same INTEGER NOT NULL,
    PRIMARY KEY (run, feature, one, other)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE label_comments (
    id INTEGER PRIMARY KEY,
    run TEXT NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
    feature INTEGER NOT NULL,
    author TEXT NOT NULL,
    at INTEGER NOT NULL,
    text TEXT NOT NULL
  ) STRICT;
  CREATE INDEX label_comments_by_feature ON label_comments (run, feature, id);
  CREATE VIRTUAL TABLE comment_search USING fts5 (text, content = 'label_comments', content_rowid = 'id', tokenize = 'trigram');
  CREATE TRIGGER comment_search_insert AFTER INSERT ON label_comments BEGIN
    INSERT INTO comment_search (rowid, text) VALUES (new.id, new.text);
  END;
  CREATE TRIGGER comment_search_delete AFTER DELETE ON label_comments BEGIN
    INSERT INTO comment_search (comment_search, rowid, text) VALUES ('delete', old.id, old.text);
  END;
  CREATE TABLE feature_groups (
    id TEXT PRIMARY KEY,
    run TEXT NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    record TEXT NOT NULL,
    UNIQUE (run, name)
  ) STRICT;
`

export const annotation: Migration = {
  version: 6,
  up(connection) {
    for (const part of [log, checks, people]) connection.exec(part)
  }
}
