/** Format 11: labels that annotators wrote beside those of the project, and final versions of what they disagree about. */
import type { Migration } from './index'

const tables = `
  -- What an annotator wrote here without touching the label of the project: blind, or for the second time.
  CREATE TABLE own_opinions (
    run TEXT NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
    author TEXT NOT NULL,
    feature INTEGER NOT NULL,
    at INTEGER NOT NULL,
    fields TEXT NOT NULL,
    PRIMARY KEY (run, author, feature)
  ) STRICT, WITHOUT ROWID;
  -- A decision stands as long as its edit does; without an edit the label of the project was the final version already.
  CREATE TABLE label_reviews (
    run TEXT NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
    feature INTEGER NOT NULL,
    one TEXT NOT NULL,
    other TEXT NOT NULL,
    edit INTEGER REFERENCES label_edits (id) ON DELETE CASCADE,
    record TEXT NOT NULL,
    PRIMARY KEY (run, feature, one, other)
  ) STRICT;
  CREATE INDEX label_reviews_by_edit ON label_reviews (edit) WHERE edit IS NOT NULL;
  -- Edits that are final versions: nobody's own label.
  CREATE TABLE label_finals (edit INTEGER PRIMARY KEY REFERENCES label_edits (id) ON DELETE CASCADE) STRICT;
  -- The two texts that were judged, as JSON, in the order of one and other: other texts are not judged by it. Null: of an older Loupe.
  ALTER TABLE same_meaning ADD COLUMN texts TEXT;
`

export const reviews: Migration = {
  version: 11,
  up(connection) {
    connection.exec(tables)
  }
}
