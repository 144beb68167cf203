/** The queue at the left: its order, why this feature is next, and the features before and after. */
import type { RefObject } from 'react'
import type { FeaturePage, FeatureRow } from '../../../contract/records/feature'
import type { LoupeError } from '../../../contract/wire/errors'
import { dueOf } from '../../app/checks/quiz-words'
import { ListSidebar } from '../../app/features/list-sidebar'
import { formulas, shareWords } from '../../app/features/number-facts'
import type { RunIds } from '../../app/features/use-feature-order'
import { StatusGlyph, statusWords } from '../../widgets/status-glyph'
import type { TableColumn, TableHandle } from '../../widgets/virtual-table/types'
import type { Queue } from './queue'
import { QueueFilter, QueueOrderChoice } from './queue-choices'
import { whyNext } from './queue-order'
import styles from './queue-sidebar.module.css'
import { moveTo } from './queue-state'
import { RecentDecisions } from './recent-decisions'

const noIds = new Uint32Array()

export interface QueueSidebarProps {
  place: RunIds
  queue: Queue | undefined
  page: FeaturePage | undefined
  error: LoupeError | null
  filter: RefObject<HTMLInputElement | null>
  list: RefObject<TableHandle | null>
}

export function QueueSidebar({ place, queue, page, error, filter, list }: QueueSidebarProps) {
  const position = queue && queue.visit === undefined ? queue.position : -1
  return (
    <ListSidebar
      title="Queue"
      ref={list}
      order={<QueueOrderChoice place={place} />}
      ruled
      label="Features to label"
      place={place}
      ids={queue?.ids ?? noIds}
      columns={columnsAt(position)}
      active={position}
      onChoose={moveTo}
      foot={<RecentDecisions place={place} />}
    >
      <QueueFilter place={place} error={error} filter={filter} command="annotate.filter" />
      {queue && page && <Why queue={queue} page={page} />}
    </ListSidebar>
  )
}

function Why({ queue, page }: { queue: Queue; page: FeaturePage }) {
  const isDone = queue.visit !== undefined || queue.decided.has(page.feature)
  return (
    <div className={styles.why}>
      <h3>{isDone ? `${page.feature}, reopened` : `Why ${page.feature} is next`}</h3>
      <p>
        {isDone
          ? 'It has an answer already; what you change now replaces it.'
          : whyNext(queue.order, shareWords(page.mass), shareWords(page.density))}
      </p>
    </div>
  )
}

function columnsAt(position: number): TableColumn<FeatureRow>[] {
  return [
    {
      id: 'status',
      head: 'state',
      width: '12px',
      cell: (row) => (
        <span className={styles.glyph}>
          <StatusGlyph status={row.status} />
        </span>
      )
    },
    {
      id: 'feature',
      head: 'id',
      width: '40px',
      align: 'right',
      cell: (row, index) => <span className={index === position ? styles.idNow : styles.id}>{row.feature}</span>
    },
    { id: 'label', head: 'label', width: 'minmax(0, 1fr)', cell: (row, index) => labelOf(row, index === position) },
    {
      id: 'mass',
      head: 'mass',
      width: '58px',
      align: 'right',
      cell: (row) => (
        <span className={styles.mass} title={formulas.mass}>
          +{shareWords(row.mass)}
        </span>
      )
    }
  ]
}

function labelOf(row: FeatureRow, now: boolean) {
  if (row.label && row.status !== 'not-interpretable')
    return <span title={dueOf(row) ?? row.label}>{dueOf(row) ? `${row.label} (new quiz needed)` : row.label}</span>
  const isSaid = row.status === 'not-interpretable' || row.status === 'later'
  const words = isSaid ? statusWords[row.status] : now ? 'now' : '–'
  return <span className={styles.none}>{words}</span>
}
