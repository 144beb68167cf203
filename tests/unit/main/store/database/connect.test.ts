import { existsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { beginWriting, checkRuntime, closeAtRest, connect } from '../../../../../main/store/database/connect'
import { codeOf, temporaryFolder } from '../samples'

describe('the runtime', () => {
  test('is refused in words when its Node-API is older than the native library needs', async () => {
    expect(() => checkRuntime({ node: '20.19.0', napi: '9' })).toThrow(
      'Projects need Node 22.14 or later, but this is Node 20.19.0'
    )
    expect(await codeOf(() => checkRuntime({ node: '18.0.0', napi: '8' }))).toBe('unsupported')
    expect(await codeOf(() => checkRuntime({ node: '1.0.0' }))).toBe('unsupported')
    checkRuntime({ node: '24.0.0', napi: '10' })
    checkRuntime()
  })
})

describe('a connection', () => {
  test('does not trust the file, and checks references', () => {
    const connection = connect(join(temporaryFolder(), 'a.sqlite'), { readOnly: false })
    beginWriting(connection)
    const pragma = (name: string) => connection.pragma(name, { simple: true })
    expect(
      ['trusted_schema', 'foreign_keys', 'cell_size_check', 'journal_mode', 'synchronous', 'busy_timeout'].map(pragma)
    ).toEqual([0, 1, 1, 'wal', 1, 5_000])
    connection.close()
  })

  test('for reading makes no file', async () => {
    const path = join(temporaryFolder(), 'missing.sqlite')
    expect(await codeOf(() => connect(path, { readOnly: true }))).toBe('SQLITE_CANTOPEN')
    expect(existsSync(path)).toBe(false)
  })

  test('closed at rest leaves one file, also when a reader is still there', () => {
    const path = join(temporaryFolder(), 'a.sqlite')
    const writer = connect(path, { readOnly: false })
    beginWriting(writer)
    writer.exec('CREATE TABLE t (x); INSERT INTO t VALUES (1)')
    const reader = connect(path, { readOnly: true })
    expect(reader.prepare('SELECT x FROM t').pluck().all()).toEqual([1])
    closeAtRest(writer)
    closeAtRest(writer)
    expect(reader.prepare('SELECT x FROM t').pluck().all()).toEqual([1])
    reader.close()
    const again = connect(path, { readOnly: false })
    beginWriting(again)
    closeAtRest(again)
    expect([existsSync(`${path}-wal`), existsSync(`${path}-shm`)]).toEqual([false, false])
  })

  test('closed at rest gives back the room of what was deleted', () => {
    const path = join(temporaryFolder(), 'a.sqlite')
    const connection = connect(path, { readOnly: false })
    connection.pragma('auto_vacuum = INCREMENTAL')
    beginWriting(connection)
    connection.exec('CREATE TABLE t (x)')
    const insert = connection.prepare('INSERT INTO t VALUES (zeroblob(100000))')
    for (let i = 0; i < 200; i += 1) insert.run()
    connection.exec('DELETE FROM t WHERE rowid > 10')
    closeAtRest(connection)
    expect(statSync(path).size).toBeLessThan(2_000_000)
  })
})
