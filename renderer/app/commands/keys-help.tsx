/** The keys that work where one is, by part of the window, with a filter. Opened by `?`. */
import { useMemo, useState } from 'react'
import { Dialog } from '../../widgets/dialog/dialog'
import { TextField } from '../../widgets/field'
import { KeyHint } from '../../widgets/key-hint/key-hint'
import { useView } from '../layout/view'
import { matchText } from '../palette/match'
import { useSettings } from '../settings'
import { activeCommands, type Command } from './commands'
import styles from './keys-help.module.css'
import { printableKeys } from './registry-link'

export function KeysHelp() {
  const [filter, setFilter] = useState('')
  const commands = useMemo(() => activeCommands(), [])
  const singleKeys = useSettings((settings) => settings.singleKeys)
  const scope = useView((view) => view.scope)
  const groups = groupByScope(commands, scope, filter)
  return (
    <Dialog title="Keys that work here" onClose={() => useView.setState({ keysHelp: false })} width={620}>
      <div className={styles.help}>
        <TextField aria-label="Filter keys" placeholder="Filter" value={filter} onChange={setFilter} autoFocus />
        {!singleKeys && <p className={styles.note}>Single-letter keys are off; settings turn them on again.</p>}
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keyboard */}
        <section className={styles.scroll} aria-label="Keys" tabIndex={0}>
          <div className={styles.groups}>
            {groups.map((group) => (
              <section key={group.scope}>
                <h3 className={styles.scope}>{group.scope === 'global' ? 'everywhere' : group.scope}</h3>
                <ul>
                  {group.commands.map((command) => (
                    <li key={command.id} className={styles.line}>
                      <span className="ellipsis">{command.title}</span>
                      <span className={styles.keys}>
                        <PrintedKeys keys={printableKeys(command.keys ?? [], singleKeys)} />
                      </span>
                    </li>
                  ))}
                </ul>
              </section>
            ))}
          </div>
        </section>
      </div>
    </Dialog>
  )
}

/** All keys of a command; a row of them (1 to 9) by its ends. */
function PrintedKeys({ keys }: { keys: string[] }) {
  if (keys.length <= 3) return keys.map((text) => <KeyHint key={text} keys={text} />)
  return (
    <>
      <KeyHint keys={keys[0]} />–<KeyHint keys={keys[keys.length - 1]} />
    </>
  )
}

/** The screen's own scope first, global last; commands without keys are the palette's. */
export function groupByScope(
  commands: readonly Command[],
  scope: string,
  filter: string
): { scope: string; commands: Command[] }[] {
  const shown = commands.filter((command) => command.keys?.length && matchText(filter, command.title))
  const rank = (name: string) => (name === scope ? 0 : name === 'global' ? 2 : 1)
  const scopes = [...new Set(shown.map((command) => command.scope))].sort((a, b) => rank(a) - rank(b) || a.localeCompare(b))
  return scopes.map((name) => ({ scope: name, commands: shown.filter((command) => command.scope === name) }))
}
