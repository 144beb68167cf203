/**
 * Format 4: more numbers of every feature (variance, skew, documents, share of the reconstruction, first and last row) and a
 * log-spaced histogram. Analyses that are there keep what they have; the new columns of theirs stay empty.
 */
import type { Migration } from './index'

const more = `
  ALTER TABLE facts ADD COLUMN variance REAL;
  ALTER TABLE facts ADD COLUMN skew REAL;
  ALTER TABLE facts ADD COLUMN documents INTEGER;
  ALTER TABLE facts ADD COLUMN document_share REAL;
  ALTER TABLE facts ADD COLUMN explained_share REAL;
  ALTER TABLE facts ADD COLUMN first_row INTEGER;
  ALTER TABLE facts ADD COLUMN last_row INTEGER;
  ALTER TABLE evidence ADD COLUMN log_histogram BLOB;
`

export const moreFacts: Migration = {
  version: 4,
  up(connection) {
    connection.exec(more)
  }
}
