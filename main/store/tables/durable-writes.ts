/** What a person wrote survives a power cut too, not only a crash: worth a sync for edits, which are rare. */
import type { Connection } from '../database/connect'

export function durableWrites(connection: Connection): <T>(work: () => T) => T {
  return (work) => {
    if (connection.inTransaction || connection.readonly) return work()
    connection.pragma('synchronous = FULL')
    try {
      return work()
    } finally {
      connection.pragma('synchronous = NORMAL')
    }
  }
}
