/** The keys of the projects screen, printed at its foot. */
import { Key } from '../../widgets/key-hint/key-hint'
import styles from './projects.module.css'

export function KeyRow() {
  return (
    <div className={styles.keys}>
      <span>
        <Key>↑</Key>
        <Key>↓</Key> choose
      </span>
      <span>
        <Key>Enter</Key> open
      </span>
      <span>
        <Key>1</Key>–<Key>9</Key> open recent
      </span>
      <span>
        <Key>Del</Key> remove from this list; files stay
      </span>
    </div>
  )
}
