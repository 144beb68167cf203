/**
 * When what was written is copied from the log into the database file: while nobody waits for it. SQLite would do it in the commit
 * that makes the log long, which is the one of a bulk edit, and takes as long as the edit itself.
 */
import type { Connection } from './connect'

/** Of the log, 80 MB: only who writes without a pause comes so far, and waits then. */
const mostPages = 20_000
const everyMs = 1_000

export function checkpointWhenIdle(connection: Connection): void {
  connection.pragma(`wal_autocheckpoint = ${mostPages}`)
  const changes = connection.prepare<[], number>('SELECT total_changes()').pluck()
  const passed = () => (connection.open && !connection.inTransaction ? Number(changes.get()) : undefined)
  let seen = passed()
  let copied = seen
  const timer = setInterval(() => {
    if (!connection.open) clearInterval(timer)
    const now = passed()
    if (now !== undefined && now === seen && now !== copied) {
      copy(connection)
      copied = now
    }
    seen = now
  }, everyMs)
  timer.unref()
}

/** What can not be copied now, since the disk is full or somebody reads, stays in the log. */
function copy(connection: Connection): void {
  try {
    connection.pragma('wal_checkpoint(PASSIVE)')
  } catch {
    // The next change tries again, and closing too.
  }
}
