/** Format 5: pinned features of runs, and what they fire on at checkpoints. */
import type { Migration } from './index'

// What was measured does not go with the pin: the checkpoint that it was measured at may be gone.
const pins = `
  CREATE TABLE pins (
    run TEXT NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
    feature INTEGER NOT NULL,
    pinned_at INTEGER NOT NULL,
    pinned_step INTEGER NOT NULL,
    PRIMARY KEY (run, feature)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE pin_moments (
    run TEXT NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
    feature INTEGER NOT NULL,
    step INTEGER NOT NULL,
    density REAL NOT NULL,
    max REAL NOT NULL,
    rows INTEGER NOT NULL,
    examples BLOB NOT NULL,
    PRIMARY KEY (run, feature, step)
  ) STRICT;
`

export const pinnedFeatures: Migration = {
  version: 5,
  up: (connection) => void connection.exec(pins)
}
