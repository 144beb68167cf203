/** A command with its keys: recorded by pressing them; what has them already is told before it loses them. */
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import {
  clashesOf,
  type KeyedCommand,
  keysFromPress,
  keysOf,
  type OwnKeys,
  withDefault,
  withKey,
  withoutKey
} from '../../app/commands/own-keys'
import { changeSettings, useSettings } from '../../app/settings'
import { Button } from '../../widgets/button'
import { keyText } from '../../widgets/key-hint/key-caps'
import { KeyHint } from '../../widgets/key-hint/key-hint'
import { nameOf } from './key-groups'
import styles from './keys-section.module.css'

export interface KeyRowProps {
  command: KeyedCommand
  /** All of them: who has the keys already. */
  commands: readonly KeyedCommand[]
  isRecording: boolean
  onRecord: (isOn: boolean) => void
}

export function KeyRow({ command, commands, isRecording, onRecord }: KeyRowProps) {
  const { ownKeys } = useSettings()
  const [wanted, setWanted] = useState<string>()
  const row = useRef<HTMLLIElement>(null)
  const keys = keysOf(command, ownKeys)
  const clashes = wanted === undefined ? [] : clashesOf(commands, ownKeys, command.id, wanted)
  const done = (next?: OwnKeys) => {
    if (next) changeSettings({ ownKeys: next })
    setWanted(undefined)
    onRecord(false)
    row.current?.querySelector('button')?.focus()
  }
  const take = (pressed: string | null) => {
    if (pressed !== null && clashesOf(commands, ownKeys, command.id, pressed).length > 0) setWanted(pressed)
    else done(withKey(command, ownKeys, pressed))
  }
  const takeOver = () => {
    if (wanted === undefined) return
    const freed = clashes.reduce((own, other) => withoutKey(other, own, wanted), ownKeys)
    done(withKey(command, freed, wanted))
  }
  return (
    <li
      ref={row}
      className={styles.row}
      data-changed={ownKeys[command.id] !== undefined}
      data-command={command.id}
      data-scopes={command.scopes.join(' ')}
      data-keys={command.keys.join(' ')}
    >
      <span className={`ellipsis ${styles.title}`}>{command.title}</span>
      <span className={styles.caps}>
        {keys.length === 0 && <span className={styles.none}>no keys</span>}
        {keys.map((text) => (
          <KeyHint key={text} keys={text} />
        ))}
        <span className="hidden-text">{keys.map((text) => keyText(text)).join(', ')}</span>
      </span>
      {isRecording && wanted === undefined ? (
        <Recorder title={command.title} onKeys={take} onCancel={() => done()} />
      ) : (
        <Button size="small" variant="quiet" onClick={() => onRecord(true)}>
          Change…<span className="hidden-text"> keys of {command.title}</span>
        </Button>
      )}
      <Button
        size="small"
        variant="quiet"
        disabled={ownKeys[command.id] === undefined}
        onClick={() => done(withDefault(ownKeys, command.id))}
      >
        Reset<span className="hidden-text"> keys of {command.title}</span>
      </Button>
      {wanted !== undefined && (
        <div className={styles.clash} role="alert">
          <span>
            {keyText(wanted)} is already {clashes.map(({ title, scopes }) => `“${title}” (${nameOf(scopes)})`).join(' and ')}.
          </span>
          <Button size="small" autoFocus onClick={takeOver}>
            Take it over
          </Button>
          <Button size="small" variant="quiet" onClick={() => done()}>
            Keep as it is
          </Button>
        </div>
      )}
    </li>
  )
}

interface RecorderProps {
  title: string
  /** Null: without keys. */
  onKeys: (keys: string | null) => void
  onCancel: () => void
}

const isMac = /Mac/.test(navigator.platform)

/** Hears the next press before any command does. */
function Recorder({ title, onKeys, onCancel }: RecorderProps) {
  const button = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    button.current?.focus()
  }, [])
  const keyDown = (event: KeyboardEvent) => {
    if (event.key === 'Tab') return
    event.preventDefault()
    event.stopPropagation()
    if (event.key === 'Escape') onCancel()
    else if (event.key === 'Delete') onKeys(null)
    else {
      const keys = keysFromPress(event.nativeEvent, isMac)
      if (keys !== undefined) onKeys(keys)
    }
  }
  return (
    <button
      ref={button}
      type="button"
      className={styles.recorder}
      title="Escape keeps the old keys, Delete takes them away"
      onKeyDown={keyDown}
      onBlur={onCancel}
    >
      Press the new keys<span className="hidden-text"> of {title}</span> · Esc · Del
    </button>
  )
}
