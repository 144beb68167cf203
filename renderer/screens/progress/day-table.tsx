/** The days on which something was labeled, the latest first: the values of the chart, and who decided how many. Files have all states. */
import type { TimelineDay } from '../../../contract/records/timeline'
import { nameOf } from '../../app/people/who'
import { formatCount, formatPercent } from '../../widgets/format'
import type { TableColumn } from '../../widgets/virtual-table/types'
import { VirtualTable } from '../../widgets/virtual-table/virtual-table'
import { pendingAt } from './progress-tracks'

export interface DayTableProps {
  days: readonly TimelineDay[]
  features: number
  /** Among the days, the earliest first. */
  marker: number
  /** Place in the table. */
  onChoose: (place: number) => void
}

export function DayTable({ days, features, marker, onChoose }: DayTableProps) {
  return (
    <VirtualTable<TimelineDay>
      label="Progress by day"
      columns={columnsFor(features)}
      rows={days.length}
      rowAt={(place) => days[days.length - 1 - place]}
      active={days.length - 1 - marker}
      onChoose={onChoose}
    />
  )
}

function columnsFor(features: number): TableColumn<TimelineDay>[] {
  return [
    { id: 'day', head: 'day', width: '96px', cell: ({ day }) => <span className="mono">{day}</span> },
    number('labeled', 'labeled', ({ labeled }) => formatCount(labeled)),
    number('not', 'not interpretable', ({ notInterpretable }) => formatCount(notInterpretable), '112px'),
    number('pending', 'pending', (day) => formatCount(pendingAt(day, features))),
    number(
      'mass',
      'mass',
      ({ massLabeled }) => formatPercent(massLabeled, 1),
      '72px',
      'Σ activations of labeled features ÷ Σ activations of all'
    ),
    number(
      'explained',
      'reconstruction',
      ({ explainedLabeled }) => formatPercent(explainedLabeled, 1),
      '100px',
      'Share of the variance of the reconstructions that labeled features carry'
    ),
    {
      id: 'people',
      head: 'decided by',
      width: 'minmax(110px, 1fr)',
      title: 'Features that each set to labeled or not interpretable on that day',
      cell: ({ people }) => people.map(({ author, decided }) => `${nameOf(author)} ${formatCount(decided)}`).join(', ')
    }
  ]
}

function number(
  id: string,
  head: string,
  text: (day: TimelineDay) => string,
  width = '72px',
  title?: string
): TableColumn<TimelineDay> {
  return {
    id,
    head,
    width,
    align: 'right',
    ...(title ? { title } : {}),
    cell: (day) => <span className="mono">{text(day)}</span>
  }
}
