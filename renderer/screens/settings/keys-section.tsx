/** All commands with their keys, each of which can be given others; kept on this machine. */
import { useMemo, useState } from 'react'
import { knownCommands } from '../../app/commands/known-commands'
import type { KeyedCommand } from '../../app/commands/own-keys'
import { keysOf } from '../../app/commands/own-keys'
import { matchText } from '../../app/palette/match'
import { changeSettings, useSettings } from '../../app/settings'
import { Button } from '../../widgets/button'
import { TextField } from '../../widgets/field'
import { formatPlural } from '../../widgets/format'
import { keyText } from '../../widgets/key-hint/key-caps'
import { groupsOf } from './key-groups'
import { KeyRow } from './key-row'
import styles from './keys-section.module.css'

/** The list is long: shown when it is asked for. */
export function KeysSection() {
  const [isOpen, setOpen] = useState(false)
  if (isOpen) return <CommandKeys />
  return <Button onClick={() => setOpen(true)}>Change keys…</Button>
}

function CommandKeys() {
  const [filter, setFilter] = useState('')
  const [recording, setRecording] = useState<string>()
  const { ownKeys } = useSettings()
  const commands = useMemo(knownCommands, [])
  const changed = commands.filter(({ id }) => ownKeys[id] !== undefined).length
  const fits = (command: KeyedCommand) => {
    const printed = keysOf(command, ownKeys).map((keys) => keyText(keys))
    return matchText(filter, command.title) !== null || printed.some((keys) => keys.toLowerCase() === filter.trim().toLowerCase())
  }
  const groups = groupsOf(commands.filter(fits))
  return (
    <div className={styles.keys}>
      <div className={styles.top}>
        <TextField
          aria-label="Filter commands"
          autoFocus
          placeholder="Filter by command, or by keys as Ctrl+K"
          value={filter}
          onChange={setFilter}
        />
        <Button disabled={changed === 0} onClick={() => changeSettings({ ownKeys: {} })}>
          {changed === 0 ? 'All keys are the default ones' : `Reset ${formatPlural(changed, 'changed key')}`}
        </Button>
      </div>
      {groups.length === 0 && <p className={styles.none}>No command is called so.</p>}
      {groups.map(({ name, commands: own }) => (
        <section key={name} aria-label={`Keys: ${name}`}>
          <h3 className={styles.scope}>{name}</h3>
          <ul>
            {own.map((command) => (
              <KeyRow
                key={command.id}
                command={command}
                commands={commands}
                isRecording={recording === command.id}
                onRecord={(isOn) => setRecording(isOn ? command.id : undefined)}
              />
            ))}
          </ul>
        </section>
      ))}
    </div>
  )
}
