/** Format 12: views that people saved. A label may have the state `later` from here on, which an older Loupe does not know. */
import type { Migration } from './index'

const views = `
  CREATE TABLE saved_views (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    record TEXT NOT NULL
  ) STRICT;
`

export const savedViews: Migration = {
  version: 12,
  up: (connection) => void connection.exec(views)
}
