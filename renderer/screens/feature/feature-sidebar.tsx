/** The list that the page steps through: ids and labels in the order of Explore. */
import type { FeatureRow } from '../../../contract/records/feature'
import { ListSidebar } from '../../app/features/list-sidebar'
import { useListState } from '../../app/features/list-state'
import type { FeatureOrder, RunIds } from '../../app/features/use-feature-order'
import { replacePlace } from '../../app/session'
import type { TableColumn } from '../../widgets/virtual-table/types'
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
  const { sort, filter, statuses } = useListState()
  const isFiltered = filter.trim() !== '' || statuses !== undefined
  return (
    <ListSidebar
      title="Features"
      order={
        <span
          className={styles.order}
          title={isFiltered ? `Filtered: ${[filter, statuses?.join(' ')].filter(Boolean).join(' ')}` : undefined}
        >
          {isFiltered && 'filtered, '}sort:{sort}
        </span>
      }
      label="Features in list order"
      place={place}
      ids={order.ids}
      columns={columns}
      active={order.index}
      onChoose={(index) => replacePlace({ feature: order.ids[index] ?? null })}
    />
  )
}
