/** Density histograms of a run over its steps; the counts are a blob of u32. */
import { DensityHistogram } from '../../../contract/records/metrics'
import type { DensityStore } from '../project-store'
import { blobFromNumbers, checkedRecord, numbersFromBlob, type TableContext, validRecord } from './stored-records'

interface DensityRow {
  step: number
  dead: number
  counts: Uint8Array
}

export function densityTable({ connection }: TableContext): DensityStore {
  const put = connection.prepare<[string, number, number, Uint8Array]>(
    'INSERT OR REPLACE INTO densities (run, step, dead, counts) VALUES (?, ?, ?, ?)'
  )
  const stepsIn = connection
    .prepare<[string, number, number], number>('SELECT step FROM densities WHERE run = ? AND step BETWEEN ? AND ? ORDER BY step')
    .pluck()
  const one = connection.prepare<[string, number], DensityRow>(
    'SELECT step, dead, counts FROM densities WHERE run = ? AND step = ?'
  )
  const last = connection.prepare<[string], DensityRow>(
    'SELECT step, dead, counts FROM densities WHERE run = ? ORDER BY step DESC LIMIT 1'
  )
  return {
    append(run, given) {
      const { step, dead, counts } = validRecord(DensityHistogram, given, 'density histogram')
      put.run(run, step, dead, blobFromNumbers(Uint32Array.from(counts)))
    },
    list(run, { fromStep = 0, toStep = Number.MAX_SAFE_INTEGER, maxCount = Number.POSITIVE_INFINITY } = {}) {
      const steps = evenlySpread(stepsIn.all(run, fromStep, toStep), maxCount)
      return steps.map((step) => histogramFromRow(one.get(run, step)!))
    },
    latest(run) {
      const row = last.get(run)
      return row && histogramFromRow(row)
    }
  }
}

function histogramFromRow({ step, dead, counts }: DensityRow): DensityHistogram {
  const numbers = Array.from(numbersFromBlob(Uint32Array, counts, 'density histogram'))
  return checkedRecord(DensityHistogram, { step, dead, counts: numbers }, 'density histogram')
}

/** At most `count` of the items, the first and the last among them (only the last when one is wanted). */
function evenlySpread<T>(items: readonly T[], count: number): T[] {
  if (items.length <= count) return [...items]
  if (count <= 1) return items.slice(items.length - count)
  const stride = (items.length - 1) / (count - 1)
  return Array.from({ length: count }, (_, i) => items[Math.round(i * stride)])
}
