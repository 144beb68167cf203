/** Checkpoints: a row says that a folder is complete. The folder is there before the row and goes after it. */
import { existsSync } from 'node:fs'
import { Checkpoint } from '../../../contract/records/run'
import { LoupeError } from '../../../contract/wire/errors'
import { sizeOfFolder } from '../files/checkpoint-folder'
import type { CheckpointStore } from '../run-records'
import type { Removals } from './removals'
import { checkedRecord, type TableContext, validRecord } from './stored-records'

interface CheckpointRow {
  run: string
  step: number
  created_at: number
  size_bytes: number
  reason: string
}

export function checkpointTable({ connection, layout }: TableContext, removals: Removals): CheckpointStore {
  const columns = 'run, step, created_at, size_bytes, reason'
  const all = connection.prepare<[string], CheckpointRow>(`SELECT ${columns} FROM checkpoints WHERE run = ? ORDER BY step`)
  const last = connection.prepare<[string], CheckpointRow>(
    `SELECT ${columns} FROM checkpoints WHERE run = ? ORDER BY step DESC LIMIT 1`
  )
  const put = connection.prepare<[string, number, number, number, string]>(
    `INSERT OR REPLACE INTO checkpoints (${columns}) VALUES (?, ?, ?, ?, ?)`
  )
  const drop = connection.prepare<[string, number]>('DELETE FROM checkpoints WHERE run = ? AND step = ?')
  const removeRow = connection.transaction((run: string, step: number) => {
    if (drop.run(run, step).changes === 0) throw missing(run, step)
    removals.note('checkpoint', run, step)
  })
  const putRow = connection.transaction((row: Checkpoint) => {
    put.run(row.run, row.step, row.createdAt, row.sizeBytes, row.reason)
    removals.forget('checkpoint', row.run, row.step)
  })
  return {
    list: (run) => all.all(run).map(checkpointFromRow),
    latest(run) {
      const row = last.get(run)
      return row && checkpointFromRow(row)
    },
    record({ run, step, reason, createdAt = Date.now() }) {
      const folder = layout.checkpointFolder(run, step)
      if (!existsSync(folder)) throw missing(run, step, folder)
      const row = validRecord(Checkpoint, { run, step, reason, createdAt, sizeBytes: sizeOfFolder(folder) }, 'checkpoint')
      putRow(row)
      return row
    },
    remove(run, step) {
      removeRow(run, step)
      removals.carryOut()
    }
  }
}

function checkpointFromRow(row: CheckpointRow): Checkpoint {
  const { run, step, reason } = row
  return checkedRecord(Checkpoint, { run, step, reason, createdAt: row.created_at, sizeBytes: row.size_bytes }, 'checkpoint')
}

function missing(run: string, step: number, place?: string): LoupeError {
  return new LoupeError('not-found', `Run ${run} has no checkpoint of step ${step}`, {
    hint: 'List the run’s checkpoints.',
    place
  })
}
