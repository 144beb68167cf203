/** The tracks as rows of numbers: what "view as table" shows and what is copied. */
import type { Window } from '../line-series/min-max-buckets'
import { lowerBound } from '../line-series/nearest'
import type { ChartRun, Track } from './types'

export interface TableColumn {
  track: Track
  split: 'train' | 'validation'
  title: string
}

export interface TableRow {
  step: number
  seconds: number
  /** One per column; undefined where nothing was measured at that step, NaN where it was not finite. */
  values: (number | undefined)[]
}

/** Training values of every track, and validation values where a track has them. */
export function tableColumns(tracks: readonly Track[]): TableColumn[] {
  const drawn = tracks.flatMap((track) =>
    track.parts
      ? track.parts.map((part) => ({ ...track, metric: part.metric, title: part.label, detail: undefined, format: undefined }))
      : [track]
  )
  return drawn.flatMap((track) => {
    const title = [track.title, track.detail].filter(Boolean).join(' ')
    const train: TableColumn = { track, split: 'train', title }
    return track.validation ? [train, { track, split: 'validation', title: `${title}, validation` }] : [train]
  })
}

/** The measured points of a run in the window (units of the axis), at most `most`, spread evenly, the last one always there. */
export function tableRows(
  run: ChartRun,
  columns: TableColumn[],
  axis: 'step' | 'time',
  window: Window,
  most: number
): TableRow[] {
  const x = axis === 'step' ? run.train.steps.view() : run.train.seconds.view()
  const start = lowerBound(x, window.from)
  const end = lowerBound(x, window.to + 1e-9)
  const every = Math.max(1, Math.ceil((end - start) / most))
  const positions: number[] = []
  for (let i = end - 1; i >= start; i -= every) positions.push(i)
  return positions.reverse().map((i) => rowAt(run, columns, i))
}

/** Rows as tab-separated text with a head line, points as decimal marks. */
export function tableText(columns: TableColumn[], rows: TableRow[]): string {
  const head = ['step', 'seconds', ...columns.map((column) => `${column.split} ${column.track.metric}`)]
  const lines = rows.map((row) => [row.step, row.seconds, ...row.values.map((value) => value ?? '')])
  return [head, ...lines].map((cells) => cells.join('\t')).join('\n')
}

function rowAt(run: ChartRun, columns: TableColumn[], i: number): TableRow {
  const step = run.train.steps.view()[i]
  const values = columns.map(({ track, split }) => {
    if (split === 'train') return run.train.values(track.metric)?.[i]
    const at = lowerBound(run.validation.steps.view(), step)
    return run.validation.steps.view()[at] === step ? run.validation.values(track.metric)?.[at] : undefined
  })
  return { step, seconds: run.train.seconds.view()[i], values }
}
