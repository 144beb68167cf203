/** The rail at the left: the screens of the main line in its order, keys and settings below. It never hides. */
import { useCommandLink } from '../../widgets/command-link'
import { Icon } from '../../widgets/icon/icon'
import type { IconName } from '../../widgets/icon/icon-paths'
import { ariaKeys } from '../../widgets/key-hint/key-caps'
import { Key } from '../../widgets/key-hint/key-hint'
import { type ScreenName, useSession } from '../session'
import styles from './rail.module.css'

interface RailEntry {
  command: string
  word: string
  icon: IconName
  screens: ScreenName[]
}

const entries: RailEntry[] = [
  { command: 'go.projects', word: 'Projects', icon: 'projects', screens: ['projects'] },
  { command: 'go.data', word: 'Data', icon: 'data', screens: ['new-project'] },
  { command: 'go.runs', word: 'Runs', icon: 'runs', screens: ['runs', 'compare'] },
  {
    command: 'go.explore',
    word: 'Explore',
    icon: 'explore',
    screens: ['explore', 'feature', 'patterns', 'columns', 'rows', 'anomalies', 'matches']
  },
  { command: 'go.annotate', word: 'Annotate', icon: 'annotate', screens: ['annotate', 'review', 'repeats', 'progress'] },
  { command: 'go.export', word: 'Export', icon: 'export', screens: ['export'] }
]

export function Rail() {
  const screen = useSession((session) => session.screen)
  return (
    <nav className={styles.rail} aria-label="Screens" data-region="rail" tabIndex={-1}>
      {entries.map((entry) => (
        <RailButton key={entry.command} command={entry.command} word={entry.word} current={entry.screens.includes(screen)}>
          <Icon name={entry.icon} size={18} />
        </RailButton>
      ))}
      <span className={styles.space} />
      <RailButton command="app.settings" word="Settings" current={screen === 'settings'}>
        <Icon name="settings" size={18} />
      </RailButton>
      <RailButton command="app.keys" word="Keys" current={false}>
        <Key>?</Key>
      </RailButton>
    </nav>
  )
}

interface RailButtonProps {
  command: string
  word: string
  current: boolean
  children: React.ReactNode
}

function RailButton({ command, word, current, children }: RailButtonProps) {
  const link = useCommandLink()
  const keys = link.keysOf(command)[0]
  const enabled = link.isEnabled(command)
  return (
    <button
      type="button"
      className={styles.entry}
      aria-current={current ? 'page' : undefined}
      aria-keyshortcuts={keys && ariaKeys(keys)}
      title={enabled ? undefined : 'Open a project first'}
      disabled={!enabled}
      data-first-focus={current || undefined}
      onClick={() => link.run(command)}
    >
      {children}
      <span>{word}</span>
    </button>
  )
}
