/** Says on every screen that labels of another time are shown, and leads back. */
import { Button } from '../../widgets/button'
import { Icon } from '../../widgets/icon/icon'
import { useProject } from '../project/current'
import styles from './as-of-banner.module.css'

export function AsOfBanner() {
  const asOf = useProject()?.asOf
  if (asOf === undefined) return null
  return (
    <div className={styles.banner} role="status">
      <Icon name="history" />
      <span>
        <strong>Labels as of {new Date(asOf).toLocaleString([], { dateStyle: 'medium', timeStyle: 'short' })}</strong>, with their
        history and comments of then. Read-only; groups, tags and guidelines are those of now.
      </span>
      <Button size="small" command="label.present" className={styles.back}>
        Back to now
      </Button>
    </div>
  )
}
