/** All metrics of a run as comma-separated text: a line per step, training and validation beside each other. Pure. */
import type { Result } from '../../../contract/calls/index'
import type { MetricColumns, MetricKey } from '../../../contract/records/metrics'

/** Points that one file holds at most; beyond that the engine thins, extremes kept. */
export const filePoints = 200_000

/** Columns are named as in the store, with the split before them; nothing where nothing was measured. */
export function csvOfMetrics(metrics: Result<'runs.metrics'>): string {
  const splits = metrics.columns.filter((columns) => columns.steps.length > 0)
  const head = ['step', 'seconds', ...splits.flatMap((columns) => keysOf(columns).map((key) => `${columns.split} ${key}`))]
  const steps = [...new Set(splits.flatMap((columns) => [...columns.steps]))].sort((a, b) => a - b)
  const cursors = splits.map(() => 0)
  const lines = steps.map((step) => {
    let seconds = ''
    const cells = splits.flatMap((columns, i) => {
      const at = cursors[i]
      const isHere = columns.steps[at] === step
      if (isHere) {
        cursors[i]++
        seconds ||= String(columns.seconds[at])
      }
      return keysOf(columns).map((key) => (isHere ? cellOf(columns.columns[key]?.[at]) : ''))
    })
    return [String(step), seconds, ...cells].join(',')
  })
  return `${[head.join(','), ...lines].join('\n')}\n`
}

function keysOf({ columns }: MetricColumns): MetricKey[] {
  return Object.keys(columns) as MetricKey[]
}

function cellOf(value: number | undefined): string {
  return value === undefined || Number.isNaN(value) ? '' : String(value)
}
