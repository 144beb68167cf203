/**
 * Density histograms of a run over its steps; the counts are a blob of u32. A run of days has hundreds of thousands of them:
 * those that are asked for are found one by one, never by going through all.
 */
import { DensityHistogram } from '../../../contract/records/metrics'
import type { DensityStore } from '../metric-records'
import { blobFromNumbers, checkedRecord, numbersFromBlob, type TableContext, validRecord } from './stored-records'

/** SQLite has no limit where it is negative. */
const everything = -1

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
    .prepare<[string, number, number, number], number>(
      'SELECT step FROM densities WHERE run = ? AND step BETWEEN ? AND ? ORDER BY step LIMIT ?'
    )
    .pluck()
  const lastStepIn = connection
    .prepare<[string, number, number], number>(
      'SELECT step FROM densities WHERE run = ? AND step BETWEEN ? AND ? ORDER BY step DESC LIMIT 1'
    )
    .pluck()
  const one = connection.prepare<[string, number], DensityRow>(
    'SELECT step, dead, counts FROM densities WHERE run = ? AND step = ?'
  )
  const last = connection.prepare<[string], DensityRow>(
    'SELECT step, dead, counts FROM densities WHERE run = ? ORDER BY step DESC LIMIT 1'
  )
  /** At most `count` of the steps from `first`, which is there, to `toStep`; the last one among them. */
  function spread(run: string, first: number, toStep: number, count: number): number[] {
    const end = lastStepIn.get(run, first, toStep)!
    const stride = (end - first) / (count - 1)
    const from = (step: number) => stepsIn.get(run, Math.round(step), toStep, 1)!
    const earlier = Array.from({ length: Math.max(0, count - 1) }, (_, i) => from(first + i * stride))
    return count === 0 ? [] : [...new Set([...earlier, end])]
  }
  return {
    append(run, given) {
      const { step, dead, counts } = validRecord(DensityHistogram, given, 'density histogram')
      put.run(run, step, dead, blobFromNumbers(Uint32Array.from(counts)))
    },
    list(run, { fromStep = 0, toStep = Number.MAX_SAFE_INTEGER, maxCount = Number.POSITIVE_INFINITY } = {}) {
      const steps = stepsIn.all(run, fromStep, toStep, Number.isFinite(maxCount) ? maxCount + 1 : everything)
      return (steps.length > maxCount ? spread(run, steps[0], toStep, maxCount) : steps).map((step) =>
        histogramFromRow(one.get(run, step)!)
      )
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
