/** The list that the page steps through: ids and labels in the order of Explore. */
import type { FeatureRow } from '../../../contract/records/feature'
import { useListState } from '../../app/features/list-state'
import type { FeatureOrder, RunIds } from '../../app/features/use-feature-order'
import { useFeatureRows } from '../../app/features/use-feature-rows'
import { replacePlace } from '../../app/session'
import { type TableColumn, VirtualTable } from '../../widgets/virtual-table'
import styles from './feature-sidebar.module.css'

const columns: TableColumn<FeatureRow>[] = [
  { id: 'feature', head: 'id', width: '40px', align: 'right', cell: (row) => <span className={styles.id}>{row.feature}</span> },
  {
    id: 'label',
    head: 'label',
    width: 'minmax(0, 1fr)',
    cell: (row) => (
      <span className={row.label ? undefined : styles.none} title={row.label}>
        {row.label || (row.status === 'not-interpretable' ? 'not interpretable' : '–')}
      </span>
    )
  }
]

export function FeatureSidebar({ place, order }: { place: RunIds; order: FeatureOrder }) {
  const rows = useFeatureRows(place, order.ids)
  const { sort, filter, statuses } = useListState()
  const isFiltered = filter.trim() !== '' || statuses !== undefined
  return (
    <div className={styles.list}>
      <div className={styles.head}>
        <h2 className="heading">Features</h2>
        <span
          className={styles.order}
          title={isFiltered ? `Filtered: ${[filter, statuses?.join(' ')].filter(Boolean).join(' ')}` : undefined}
        >
          {isFiltered && 'filtered, '}sort:{sort}
        </span>
      </div>
      <VirtualTable
        label="Features in list order"
        headless
        columns={columns}
        rows={order.ids.length}
        rowAt={rows.rowAt}
        active={order.index}
        onChoose={(index) => replacePlace({ feature: order.ids[index] ?? null })}
        onView={rows.want}
      />
    </div>
  )
}
