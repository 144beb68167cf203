/** A feature in a cell of a list: its id, then its label as far as there is room; a dash where there is none. */
import styles from './feature-name.module.css'

export function FeatureName({ feature, label }: { feature: number | undefined; label: string | undefined }) {
  if (feature === undefined) return <span className={styles.none}>–</span>
  return (
    <span className={styles.feature} title={label}>
      <span className={styles.id}>{feature}</span>
      <span className="ellipsis">{label || ''}</span>
    </span>
  )
}
