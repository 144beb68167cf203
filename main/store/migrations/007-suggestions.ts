/** Format 7: suggestions that are kept until somebody takes or dismisses them, and which ones were dismissed. */
import type { Migration } from './index'

export const suggestions: Migration = {
  version: 7,
  up(connection) {
    connection.exec(`
      CREATE TABLE suggestions (
        run TEXT NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
        feature INTEGER NOT NULL,
        -- Follows from what is proposed and where it is from.
        id TEXT NOT NULL,
        source TEXT NOT NULL,
        -- The run, the model or the file it came from.
        origin TEXT NOT NULL,
        -- Similarity, or score for sources that have none; what the best one is chosen by.
        rank REAL,
        created_at INTEGER NOT NULL,
        record TEXT NOT NULL,
        PRIMARY KEY (run, feature, id)
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX suggestions_by_source ON suggestions (run, source, origin);
      -- Also of suggestions that are not kept but computed.
      CREATE TABLE dismissed_suggestions (
        run TEXT NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
        feature INTEGER NOT NULL,
        id TEXT NOT NULL,
        at INTEGER NOT NULL,
        PRIMARY KEY (run, feature, id)
      ) STRICT, WITHOUT ROWID;
      -- What all annotators say of one feature.
      CREATE INDEX opinions_by_feature ON opinions (run, feature);
    `)
  }
}
