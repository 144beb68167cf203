/** What is drawn of a labeling over time: two tracks of two lines each, and what stands at a day. Pure. */
import type { TimelineDay } from '../../../contract/records/timeline'
import type { TableCell } from '../../app/output/table-text'
import { formatCount, formatPercent } from '../../widgets/format'

export interface ProgressLine {
  name: string
  at(day: TimelineDay): number | undefined
}

export interface ProgressTrack {
  name: string
  lines: ProgressLine[]
  /** Upper end of the axis; the lower is 0. */
  high: number
  textOf(value: number | undefined): string
  /** Beside its rules. */
  tickOf(value: number): string
}

export function tracksOf(days: readonly TimelineDay[]): ProgressTrack[] {
  const most = Math.max(1, ...days.map(({ labeled, notInterpretable }) => Math.max(labeled, notInterpretable)))
  return [
    {
      name: 'features',
      high: most,
      textOf: formatCount,
      tickOf: formatCount,
      lines: [
        { name: 'labeled', at: ({ labeled }) => labeled },
        { name: 'not interpretable', at: ({ notInterpretable }) => notInterpretable }
      ]
    },
    {
      name: 'covered by labels',
      high: 1,
      textOf: (value) => formatPercent(value, 1),
      tickOf: (value) => formatPercent(value, 0),
      lines: [
        { name: 'activation mass', at: ({ massLabeled }) => massLabeled },
        { name: 'reconstruction', at: ({ explainedLabeled }) => explainedLabeled }
      ]
    }
  ]
}

/** Pending at the end of a day: what had no state until then. */
export function pendingAt({ labeled, notInterpretable, draft, flagged }: TimelineDay, features: number): number {
  return Math.max(0, features - labeled - notInterpretable - draft - flagged)
}

/** Noon of the day, so that days are as far apart as they were, whatever the time zone does. */
export function timeOf({ day }: TimelineDay): number {
  return Date.parse(`${day}T12:00:00Z`)
}

/** One line a day; of each person a column of the features that they decided on it. */
export function progressRows(days: readonly TimelineDay[], features: number): TableCell[][] {
  const names = [...new Set(days.flatMap(({ people }) => people.map(({ author }) => author)))].sort()
  const head = ['day', 'labeled', 'not_interpretable', 'draft', 'flagged', 'pending', 'mass_labeled', 'explained_labeled']
  return [
    [...head, ...names.map((name) => `decided_by ${name || '(no name)'}`)],
    ...days.map((day) => [
      day.day,
      day.labeled,
      day.notInterpretable,
      day.draft,
      day.flagged,
      pendingAt(day, features),
      day.massLabeled,
      day.explainedLabeled,
      ...names.map((name) => day.people.find(({ author }) => author === name)?.decided ?? 0)
    ])
  ]
}
