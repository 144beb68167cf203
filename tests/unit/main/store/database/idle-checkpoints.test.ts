/** The log is copied into the database file when nothing was written for a moment, not in the commit that made it long. */
import { statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import { beginWriting, connect } from '../../../../../main/store/database/connect'
import { quickFolder } from '../samples'

test('a long transaction is copied once nobody writes any more, and a closed connection is left alone', () => {
  vi.useFakeTimers()
  onTestFinished(() => void vi.useRealTimers())
  const file = join(quickFolder(), 'some.sqlite')
  const connection = connect(file, { readOnly: false })
  beginWriting(connection)
  connection.exec('CREATE TABLE texts (text BLOB)')
  const megabyte = 1_000_000
  const write = connection.prepare('INSERT INTO texts VALUES (zeroblob(?))')
  connection.transaction(() => {
    for (let i = 0; i < 8; i += 1) write.run(megabyte)
  })()
  expect(statSync(file).size).toBeLessThan(megabyte)
  vi.advanceTimersByTime(1_000)
  // Somebody still writes.
  write.run(1)
  vi.advanceTimersByTime(1_000)
  expect(statSync(file).size).toBeLessThan(megabyte)
  vi.advanceTimersByTime(1_000)
  expect(statSync(file).size).toBeGreaterThan(8 * megabyte)
  connection.close()
  vi.advanceTimersByTime(5_000)
  expect(vi.getTimerCount()).toBe(0)
})
