/** Groups of runs: a row for what they have in common; which runs belong to it, the runs say themselves. */
import { RunGroup } from '../../../contract/records/run-group'
import { LoupeError } from '../../../contract/wire/errors'
import { removeInside } from '../files/write-atomically'
import type { GroupStore, RunStore } from '../run-records'
import { checkedRecord, requireWritable, type TableContext, validRecord } from './stored-records'

interface GroupRow {
  id: string
  name: string
  created_at: number
  parallel: number
  share: number
  analysis: number
}

export function groupTable(context: TableContext, runs: RunStore): GroupStore {
  const { connection, layout } = context
  const columns = 'id, name, created_at, parallel, share, analysis'
  const all = connection.prepare<[], GroupRow>(`SELECT ${columns} FROM run_groups ORDER BY created_at, rowid`)
  const one = connection.prepare<[string], GroupRow>(`SELECT ${columns} FROM run_groups WHERE id = ?`)
  const members = connection
    .prepare<[string], string>('SELECT id FROM runs WHERE run_group = ? ORDER BY created_at, rowid')
    .pluck()
  const put = connection.prepare<[string, string, number, number, number, number]>(
    `INSERT INTO run_groups (${columns}) VALUES (?, ?, ?, ?, ?, ?)`
  )
  const record = (row: GroupRow): RunGroup => groupFromRow(row, members.all(row.id))
  const get = (id: string): RunGroup => {
    const row = one.get(id)
    if (row) return record(row)
    throw new LoupeError('not-found', `There is no group ${id} in this project`, { hint: 'List the groups of the project.' })
  }
  return {
    list: () => all.all().map(record),
    get,
    insert(group, drafts) {
      requireWritable(context)
      const { id, name, createdAt, parallel, share, analyze } = validRecord(RunGroup, { ...group, runs: [] }, 'group')
      const written: string[] = []
      try {
        connection.transaction(() => {
          put.run(id, name, createdAt, parallel, Number(share), Number(analyze))
          for (const draft of drafts) written.push(runs.insert({ ...draft, group: id }).id)
        })()
      } catch (thrown) {
        // Rows are gone with the transaction; the files that stand for them have to follow.
        for (const run of written) removeInside(layout.folder, layout.runFolder(run))
        throw thrown
      }
      return get(id)
    }
  }
}

function groupFromRow({ id, name, created_at, parallel, share, analysis }: GroupRow, runs: string[]): RunGroup {
  const given = { id, name, createdAt: created_at, parallel, share: share !== 0, analyze: analysis !== 0, runs }
  return checkedRecord(RunGroup, given, `group (${id})`)
}
