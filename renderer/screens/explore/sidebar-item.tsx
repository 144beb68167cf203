/** One line at the left of the feature list: a view, a state or a tag with its count; a toggle button. */
import type { ReactNode } from 'react'
import { formatCount } from '../../widgets/format'
import { SideItem } from '../../widgets/side-item'
import styles from './sidebar.module.css'

export interface SidebarItemProps {
  chosen: boolean
  count: number | undefined
  title?: string
  onChoose: () => void
  onDelete?: () => void
  children: ReactNode
}

export function SidebarItem({ chosen, count, title, onChoose, onDelete, children }: SidebarItemProps) {
  return (
    <SideItem
      chosen={chosen}
      title={title}
      value={<span className={styles.count}>{count === undefined ? '' : formatCount(count)}</span>}
      onChoose={onChoose}
      onKeyDown={onDelete && ((event) => event.key === 'Delete' && onDelete())}
    >
      {children}
    </SideItem>
  )
}
