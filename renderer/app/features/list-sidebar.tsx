/** A list of features at the left of a screen: its name and order, and the features, loaded as they come into view. */
import type { ReactNode, Ref } from 'react'
import type { FeatureRow } from '../../../contract/records/feature'
import type { TableColumn, TableHandle } from '../../widgets/virtual-table/types'
import { VirtualTable } from '../../widgets/virtual-table/virtual-table'
import styles from './list-sidebar.module.css'
import type { RunIds } from './use-feature-order'
import { useFeatureRows } from './use-feature-rows'

export interface ListSidebarProps {
  title: string
  /** At the right of the title: what the list is ordered by. */
  order: ReactNode
  /** A rule below the head. */
  ruled?: boolean
  /** Name of the list for screen readers. */
  label: string
  place: RunIds
  ids: Uint32Array
  columns: TableColumn<FeatureRow>[]
  /** Place of the feature shown, −1 when it is not in the list. */
  active: number
  onChoose: (index: number) => void
  /** Between the head and the list. */
  children?: ReactNode
  /** Below the list. */
  foot?: ReactNode
  ref?: Ref<TableHandle>
}

export function ListSidebar(props: ListSidebarProps) {
  const { title, order, ruled, label, place, ids, columns, active, onChoose, children, foot, ref } = props
  const rows = useFeatureRows(place, ids)
  return (
    <div className={styles.list}>
      <div className={styles.head} data-ruled={ruled}>
        <h2 className="heading">{title}</h2>
        {order}
      </div>
      {children}
      <VirtualTable
        ref={ref}
        label={label}
        headless
        columns={columns}
        rows={ids.length}
        rowAt={rows.rowAt}
        active={active}
        onChoose={onChoose}
        onView={rows.want}
      />
      {foot}
    </div>
  )
}
