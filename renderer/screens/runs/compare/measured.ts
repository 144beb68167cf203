/** What was measured of each run: on validation rows, or, where a data set holds none out, on the latest training rows. */
import { useMemo, useSyncExternalStore } from 'react'
import type { Dataset } from '../../../../contract/records/dataset'
import type { MetricKey } from '../../../../contract/records/metrics'
import type { Run } from '../../../../contract/records/run'
import type { SeriesBuffer } from '../../../widgets/line-series/series-buffer'
import type { SeriesStore } from '../run-series'

const wanted: MetricKey[] = ['l0', 'explained_variance', 'fvu', 'dead']

/** Whether nothing of these data is held out, so that training rows are all there is to measure on. */
export function measuresTraining(datasets: readonly Dataset[]): boolean {
  return datasets.length > 0 && datasets.every((data) => data.validationRows === 0)
}

/** The runs with the last training values in place of validation; those whose points are not loaded stay as they are. */
export function useMeasured(store: SeriesStore, runs: Run[], drawn: readonly string[], isTraining: boolean): Run[] {
  const ids = isTraining ? runs.filter((run) => drawn.includes(run.id)).map((run) => run.id) : []
  const steps = useSyncExternalStore(store.changed, () => ids.map((id) => store.get(id).train.lastStep).join())
  // biome-ignore lint/correctness/useExhaustiveDependencies: the steps say that there are new points
  return useMemo(
    () => (isTraining ? runs.map((run) => (ids.includes(run.id) ? withTraining(run, store.get(run.id).train) : run)) : runs),
    [runs, store, steps, ids.join()]
  )
}

/** The run with the last training values in place of its validation. */
export function withTraining(run: Run, train: SeriesBuffer): Run {
  if (run.validation || train.length === 0) return run
  const values = wanted.flatMap((key) => {
    const value = train.values(key)?.at(-1)
    return value === undefined || Number.isNaN(value) ? [] : [[key, value]]
  })
  return { ...run, validation: Object.fromEntries(values) }
}
