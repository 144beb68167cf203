/** Pinned features of runs, and what was measured of them at checkpoints. The layout of `examples` is pin-blobs.ts's. */
import { type PinMeasure, PinnedMoment } from '../../../contract/records/pin'
import type { Pin, PinStore } from '../pin-records'
import { blobFromMeasure, measureFromBlob } from './pin-blobs'
import { checkedRecord, type TableContext, validRecord } from './stored-records'

type MomentRow = PinnedMoment
type MeasureRow = MomentRow & { examples: Uint8Array }

export function pinTable({ connection }: TableContext): PinStore {
  const all = connection.prepare<[string], Pin>(
    'SELECT feature, pinned_at AS pinnedAt, pinned_step AS pinnedStep FROM pins WHERE run = ? ORDER BY pinned_at, feature'
  )
  const put = connection.prepare<[string, number, number, number]>(
    'INSERT OR IGNORE INTO pins (run, feature, pinned_at, pinned_step) VALUES (?, ?, ?, ?)'
  )
  const drop = connection.prepare<[string, number]>('DELETE FROM pins WHERE run = ? AND feature = ?')
  const putMoment = connection.prepare<[string, number, number, number, number, number, Uint8Array]>(
    'INSERT OR REPLACE INTO pin_moments (run, feature, step, density, max, rows, examples) VALUES (?, ?, ?, ?, ?, ?, ?)'
  )
  const momentsOf = connection.prepare<[string, number], MomentRow>(
    'SELECT step, density, max, rows FROM pin_moments WHERE run = ? AND feature = ? ORDER BY step'
  )
  const one = connection.prepare<[string, number, number], MeasureRow>(
    'SELECT step, density, max, rows, examples FROM pin_moments WHERE run = ? AND feature = ? AND step = ?'
  )
  const record = (run: string, given: number, measure: PinMeasure): void => {
    const { step, density, max, rows } = validRecord(PinnedMoment, { ...measure, step: given }, 'measure of a pinned feature')
    putMoment.run(run, measure.feature, step, density, max, rows, blobFromMeasure(measure))
  }
  return {
    list: (run) => all.all(run),
    add: connection.transaction((run: string, features: readonly number[], { step, at = Date.now() }) => {
      for (const feature of features) put.run(run, feature, at, step)
    }),
    remove: connection.transaction((run: string, features: readonly number[]) => {
      for (const feature of features) drop.run(run, feature)
    }),
    record: connection.transaction((run: string, step: number, measures: readonly PinMeasure[]) => {
      for (const measure of measures) record(run, step, measure)
    }),
    moments: (run, feature) => momentsOf.all(run, feature).map(momentFromRow),
    measure(run, feature, step) {
      const row = one.get(run, feature, step)
      if (!row) return undefined
      const { density, max, rows } = momentFromRow(row)
      return { feature, density, max, rows, ...measureFromBlob(row.examples) }
    }
  }
}

function momentFromRow(row: MomentRow): PinnedMoment {
  return checkedRecord(PinnedMoment, row, 'measure of a pinned feature')
}
