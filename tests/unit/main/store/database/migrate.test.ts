import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { type Connection, connect } from '../../../../../main/store/database/connect'
import { applicationId, checkedVersion, migrate } from '../../../../../main/store/database/migrate'
import { formatVersion, type Migration, migrations } from '../../../../../main/store/migrations/index'
import { codeOf, temporaryFolder } from '../samples'

const database = () => connect(join(temporaryFolder(), 'project.sqlite'), { readOnly: false })
const pragma = (connection: Connection, name: string) => connection.pragma(name, { simple: true })

const addAuthor: Migration = {
  version: formatVersion + 1,
  up(connection) {
    connection.exec("ALTER TABLE labels ADD COLUMN author TEXT NOT NULL DEFAULT 'unknown'")
  }
}
const failing: Migration = {
  version: formatVersion + 2,
  up(connection) {
    connection.exec('CREATE TABLE half (x)')
    throw new Error('power cut')
  }
}

function withOneLabel(connection: Connection): void {
  connection.exec(`
    INSERT INTO datasets VALUES ('d', 1, '{}');
    INSERT INTO runs (id, name, dataset, config, state, step, seconds, slot, backend, note, created_at)
      VALUES ('r', 'run', 'd', '{}', 'done', 1, 1, 0, 'cpu', '', 1);
    INSERT INTO labels (run, feature, status, updated_at, tags, tag_text, label, notes) VALUES ('r', 1, 'labeled', 1, '[]', '', 'kept', '');
  `)
}

describe('migrations', () => {
  test('are numbered upwards from 1', () => {
    const versions = migrations.map(({ version }) => version)
    expect(versions).toEqual([...new Set(versions)].sort((a, b) => a - b))
    expect(versions[0]).toBe(1)
    expect(formatVersion).toBe(versions.at(-1))
  })

  test('mark the database as Loupe’s and run once', () => {
    const connection = database()
    migrate(connection, migrations)
    migrate(connection, migrations)
    expect([pragma(connection, 'application_id'), pragma(connection, 'user_version')]).toEqual([applicationId, formatVersion])
    expect(checkedVersion(connection, 'place', formatVersion)).toBe(formatVersion)
    connection.close()
  })

  test('bring an older project forward with what is in it', () => {
    const connection = database()
    migrate(connection, migrations)
    withOneLabel(connection)
    migrate(connection, [...migrations, addAuthor])
    expect(connection.prepare('SELECT label, author FROM labels').get()).toEqual({ label: 'kept', author: 'unknown' })
    expect(pragma(connection, 'user_version')).toBe(formatVersion + 1)
    connection.close()
  })

  test('that fail leave the version before them, whole', () => {
    const connection = database()
    expect(() => migrate(connection, [...migrations, addAuthor, failing])).toThrow('power cut')
    expect(pragma(connection, 'user_version')).toBe(formatVersion + 1)
    expect(connection.prepare("SELECT name FROM sqlite_schema WHERE name = 'half'").all()).toEqual([])
    connection.close()
  })

  test('never begin on a newer or a foreign database', async () => {
    const connection = database()
    expect(await codeOf(() => checkedVersion(connection, 'place', 1))).toBe('damaged')
    migrate(connection, [...migrations, addAuthor])
    expect(await codeOf(() => checkedVersion(connection, 'place', 1))).toBe('newer')
    connection.close()
  })
})
