/** The queue at the left: its order, why this feature is next, and the features before and after. */
import type { FeaturePage, FeatureRow } from '../../../contract/records/feature'
import { dueOf } from '../../app/checks/quiz-words'
import { ListSidebar } from '../../app/features/list-sidebar'
import { formulas, shareWords } from '../../app/features/number-facts'
import type { RunIds } from '../../app/features/use-feature-order'
import { Select } from '../../widgets/select'
import { StatusGlyph } from '../../widgets/status-glyph'
import type { TableColumn } from '../../widgets/virtual-table/types'
import { type Queue, type QueueOrder, queueOrders, whyNext } from './queue'
import styles from './queue-sidebar.module.css'
import { moveTo, rebuild, useQueueState } from './queue-state'

const noIds = new Uint32Array()

export interface QueueSidebarProps {
  place: RunIds
  queue: Queue | undefined
  page: FeaturePage | undefined
}

export function QueueSidebar({ place, queue, page }: QueueSidebarProps) {
  const order = useQueueState((state) => state.order)
  const position = queue?.position ?? -1
  return (
    <ListSidebar
      title="Queue"
      order={
        <Select
          quiet
          aria-label="Order of the queue"
          options={queueOrders}
          value={order}
          onChange={(value) => rebuild(value as QueueOrder)}
        />
      }
      ruled
      label="Features to label"
      place={place}
      ids={queue?.ids ?? noIds}
      columns={columnsAt(position)}
      active={position}
      onChoose={moveTo}
    >
      {queue && page && <Why queue={queue} page={page} />}
    </ListSidebar>
  )
}

function Why({ queue, page }: { queue: Queue; page: FeaturePage }) {
  const isDone = queue.decided.has(page.feature)
  return (
    <div className={styles.why}>
      <h3>{isDone ? `${page.feature}, reopened` : `Why ${page.feature} is next`}</h3>
      <p>
        {isDone
          ? 'It has an answer already; what you change now replaces it.'
          : whyNext(queue.order, queue.seed, shareWords(page.mass), shareWords(page.density))}
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
  const words = row.status === 'not-interpretable' ? 'not interpretable' : now ? 'now' : '–'
  return <span className={styles.none}>{words}</span>
}
