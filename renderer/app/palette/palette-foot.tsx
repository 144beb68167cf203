/** The keys of the palette, printed below it. */
import { Key } from '../../widgets/key-hint/key-hint'
import styles from './palette.module.css'

export function PaletteFoot() {
  return (
    <>
      <span>
        <Key>↑</Key> <Key>↓</Key> choose
      </span>
      <span>
        <Key>Enter</Key> run
      </span>
      <span>
        <Key>Esc</Key> close
      </span>
      <span className={styles.right}>
        <Key>{'>'}</Key> commands only
      </span>
      <span>
        <Key>#</Key> features only
      </span>
    </>
  )
}
