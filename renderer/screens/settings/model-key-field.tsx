/** The key of the server: handed to the shell, which keeps it in the system's secure storage; it never comes back to the page. */
import { useState } from 'react'
import { type KeyState, keyVariable } from '../../../contract/records/draft'
import { markStale } from '../../app/engine/query-client'
import { host, isElectron } from '../../app/host'
import { Button } from '../../widgets/button'
import { TextField } from '../../widgets/field'
import { toastError } from '../../widgets/toast/toast-store'
import styles from './settings.module.css'

export function ModelKeyField({ state, address }: { state: KeyState; address: string }) {
  const [key, setKey] = useState('')
  const origin = originOf(address)
  const words = keyWords(state)
  const keep = (given: string | null) => {
    setKey('')
    host()
      .keepModelKey(given, origin)
      // The engine hears of it from the shell.
      .then(() => setTimeout(() => markStale(['drafts.settings']), 100))
      .catch(toastError)
  }
  if (!isElectron())
    return (
      <p className={styles.note}>
        {words} In the browser a key is taken from the environment variable <code>{keyVariable}</code> of the command that serves
        this page.
      </p>
    )
  return (
    <div className={styles.choice}>
      <TextField
        label="Key"
        type="password"
        value={key}
        maxLength={4_000}
        onChange={setKey}
        onEnter={() => key !== '' && keep(key)}
        hint={`Local servers need none. It goes to ${origin || 'the server'} only.`}
      />
      <div className={styles.asking}>
        <Button disabled={key === '' || origin === ''} onClick={() => keep(key)}>
          Keep key
        </Button>
        <Button disabled={state.kept === 'none' || state.kept === 'environment'} onClick={() => keep(null)}>
          Remove key
        </Button>
        <span role="status" className={styles.said}>
          {words}
        </span>
      </div>
    </div>
  )
}

function keyWords({ kept, origin }: KeyState): string {
  const words: Record<KeyState['kept'], string> = {
    none: 'No key is set.',
    system: `The key for ${origin} is kept in the system’s secure storage.`,
    session: `This system has no secure storage: the key for ${origin} is kept until Loupe ends, and in no file.`,
    environment: 'The key of the environment is used.'
  }
  return words[kept]
}

function originOf(address: string): string {
  try {
    return new URL(address).origin
  } catch {
    return ''
  }
}
