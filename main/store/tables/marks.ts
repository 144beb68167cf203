/** Marks on the step axis of a run. */
import { RunMark } from '../../../contract/records/metrics'
import type { MarkStore } from '../metric-records'
import { checkedRecord, type TableContext, validRecord } from './stored-records'

export function markTable({ connection }: TableContext): MarkStore {
  const insert = connection.prepare<[string, number, string, string]>(
    'INSERT INTO marks (run, step, kind, text) VALUES (?, ?, ?, ?)'
  )
  const inRange = connection.prepare<[string, number, number], RunMark>(
    'SELECT step, kind, text FROM marks WHERE run = ? AND step BETWEEN ? AND ? ORDER BY step, id'
  )
  return {
    add(run, given) {
      const mark = validRecord(RunMark, given, 'mark')
      insert.run(run, mark.step, mark.kind, mark.text)
    },
    list: (run, { fromStep = 0, toStep = Number.MAX_SAFE_INTEGER } = {}) =>
      inRange.all(run, fromStep, toStep).map((row) => checkedRecord(RunMark, row, 'mark'))
  }
}
