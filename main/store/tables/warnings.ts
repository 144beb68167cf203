/** Warnings of the health watch of a run. */
import { RunWarning } from '../../../contract/records/run'
import type { WarningStore } from '../metric-records'
import { checkedRecord, type TableContext, validRecord } from './stored-records'

export function warningTable({ connection }: TableContext): WarningStore {
  const insert = connection.prepare<[string, number, string, string]>(
    'INSERT INTO warnings (run, step, title, detail) VALUES (?, ?, ?, ?)'
  )
  const all = connection.prepare<[string], RunWarning>('SELECT step, title, detail FROM warnings WHERE run = ? ORDER BY step, id')
  return {
    add(run, given) {
      const warning = validRecord(RunWarning, given, 'warning')
      insert.run(run, warning.step, warning.title, warning.detail)
    },
    list: (run) => all.all(run).map((row) => checkedRecord(RunWarning, row, 'warning'))
  }
}
