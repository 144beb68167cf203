/** What the window says while there is no engine: at the start after half a second, later at once. Nothing can be edited meanwhile. */
import { useEffect, useState } from 'react'
import { Button } from '../../widgets/button'
import { Icon } from '../../widgets/icon/icon'
import { reconnectNow, useConnection } from '../engine/client'
import { isElectron } from '../host'
import styles from './connection-notice.module.css'

const patienceMs = 500

export function ConnectionNotice() {
  const state = useConnection((connection) => connection.state)
  const wasOpen = useConnection((connection) => connection.generation > 0)
  const waited = useWaited(state === 'connecting')
  if (state === 'open') return null
  if (state === 'connecting' && !waited) return null
  return (
    <div className={styles.veil} data-modal={wasOpen ? '' : undefined}>
      <div className={styles.card} role="alertdialog" aria-labelledby="connection-title" aria-describedby="connection-text">
        <p id="connection-title" className={styles.title}>
          {wasOpen ? <Icon name="warning" /> : null}
          {wasOpen ? 'The engine is gone' : 'Starting the engine…'}
        </p>
        <p id="connection-text" className={styles.text}>
          {wasOpen ? 'What was saved is safe; a training run goes on from its last checkpoint. ' : ''}
          {wordsFor(state === 'closed')}
        </p>
        {state === 'closed' && (
          <div className={styles.actions}>
            <Button autoFocus onClick={reconnectNow}>
              {isElectron() ? 'Reload the window' : 'Connect now'}
            </Button>
          </div>
        )}
      </div>
    </div>
  )
}

function wordsFor(closed: boolean): string {
  if (!closed) return 'This takes a second or two.'
  if (isElectron()) return 'Loupe starts it again by itself. If it does not come back, reload the window or restart Loupe.'
  return 'Trying again by itself. If it does not come back, start “loupe serve” again and open the address it prints.'
}

function useWaited(active: boolean): boolean {
  const [waited, setWaited] = useState(false)
  useEffect(() => {
    if (!active) return
    const timer = setTimeout(() => setWaited(true), patienceMs)
    return () => clearTimeout(timer)
  }, [active])
  return waited
}
