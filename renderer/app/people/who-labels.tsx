/** In the status bar: in whose name labels are written, and whether others are hidden. A press changes the name. */
import { useCommandLink } from '../../widgets/command-link'
import { ariaKeys } from '../../widgets/key-hint/key-caps'
import { useBlindMode } from '../features/blind-mode'
import { useWho } from './who'
import styles from './who-labels.module.css'

export function WhoLabels() {
  const who = useWho()
  const blind = useBlindMode()
  const link = useCommandLink()
  const keys = link.keysOf('people.who')[0]
  if (who === undefined) return null
  return (
    <button
      type="button"
      className={styles.who}
      aria-keyshortcuts={keys && ariaKeys(keys)}
      title="Written beside every label edit; a press changes it"
      onClick={() => link.run('people.who')}
    >
      Labeling as {who}
      {blind && ', blind'}
    </button>
  )
}
