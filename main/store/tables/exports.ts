/** Exports that were made, each with its receipt. They outlive the run they came from. */
import { ExportRecord } from '../../../contract/records/export'
import { LoupeError } from '../../../contract/wire/errors'
import type { ExportStore } from '../project-store'
import { recordFromJson, type TableContext, validRecord } from './stored-records'

export function exportTable({ connection }: TableContext): ExportStore {
  const all = connection.prepare<[], { record: string }>('SELECT record FROM exports ORDER BY created_at DESC, rowid DESC')
  const one = connection.prepare<[string], { record: string }>('SELECT record FROM exports WHERE id = ?')
  const insert = connection.prepare<[string, number, string]>('INSERT INTO exports (id, created_at, record) VALUES (?, ?, ?)')
  const get = (id: string): ExportRecord => {
    const row = one.get(id)
    if (!row) throw new LoupeError('not-found', `There is no export ${id} in this project`)
    return recordFromJson(ExportRecord, row.record, 'export')
  }
  return {
    list: () => all.all().map(({ record }) => recordFromJson(ExportRecord, record, 'export')),
    get,
    add(given) {
      const record = validRecord(ExportRecord, given, 'export')
      if (one.get(record.id)) throw new LoupeError('exists', `There is an export ${record.id} already`)
      insert.run(record.id, record.createdAt, JSON.stringify(record))
      return get(record.id)
    }
  }
}
