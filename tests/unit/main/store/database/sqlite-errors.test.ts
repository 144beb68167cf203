import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, test } from 'vitest'
import { LoupeError } from '../../../../../contract/wire/errors'
import { errorFromSqlite, guarded, sqliteCode } from '../../../../../main/store/database/sqlite-errors'
import { temporaryFolder } from '../samples'

const sqliteError = (code: string) => new Database.SqliteError('from SQLite', code)

describe('errors of SQLite', () => {
  test.each([
    ['SQLITE_FULL', 'disk-full'],
    ['SQLITE_IOERR_SHMSIZE', 'disk-full'],
    ['SQLITE_CORRUPT_VTAB', 'damaged'],
    ['SQLITE_NOTADB', 'damaged'],
    ['SQLITE_BUSY_SNAPSHOT', 'locked'],
    ['SQLITE_READONLY_DBMOVED', 'unwritable'],
    ['SQLITE_CANTOPEN', 'unreadable'],
    ['SQLITE_IOERR_READ', 'unreadable'],
    ['SQLITE_CONSTRAINT_FOREIGNKEY', 'not-found'],
    ['SQLITE_TOOBIG', 'usage']
  ])('%s is %s, with a remedy and the place', (code, expected) => {
    const error = errorFromSqlite(sqliteError(code), join(temporaryFolder(), 'project.sqlite'))
    expect(error).toBeInstanceOf(LoupeError)
    expect(error).toMatchObject({
      code: expected,
      hint: expect.stringMatching(/.{10,}/),
      place: expect.stringContaining('project.sqlite')
    })
  })

  test('other errors pass unchanged', () => {
    const others = [new Error('x'), sqliteError('SQLITE_CONSTRAINT_NOTNULL'), new LoupeError('usage', 'x'), 'text']
    for (const other of others) expect(errorFromSqlite(other, 'place')).toBe(other)
    expect(sqliteCode(Object.assign(new Error(), { code: 'ENOENT' }))).toBe('')
  })

  test('a guarded group throws them from every function, and keeps its values', () => {
    const group = guarded('place', {
      count: 3,
      fail(): void {
        throw sqliteError('SQLITE_FULL')
      },
      add: (a: number, b: number) => a + b
    })
    expect([group.count, group.add(1, 2)]).toEqual([3, 3])
    expect(() => group.fail()).toThrow('The disk is full')
  })
})
