/** A line above every screen that says what is different from usual, with the way back at its right edge. */
import type { ReactNode } from 'react'
import styles from './banner.module.css'
import { Icon } from './icon/icon'
import type { IconName } from './icon/icon-paths'

export interface BannerProps {
  icon: IconName
  children: ReactNode
  /** Small buttons. */
  actions?: ReactNode
}

export function Banner({ icon, children, actions }: BannerProps) {
  return (
    <div className={styles.banner} role="status">
      <Icon name={icon} />
      <span>{children}</span>
      {actions && <span className={styles.actions}>{actions}</span>}
    </div>
  )
}
