/** The questions that can be asked about a run, at the left of the screens that answer them. */
import { useCommandLink } from '../../widgets/command-link'
import { KeyHint } from '../../widgets/key-hint/key-hint'
import { SideSection } from '../../widgets/panel'
import { navigate, useSession } from '../session'
import styles from './study-list.module.css'
import { studyScreens } from './study-screens'

export function StudyList() {
  const screen = useSession((session) => session.screen)
  const link = useCommandLink()
  return (
    <SideSection title="Explore" flush>
      <nav aria-label="Explore">
        <button
          type="button"
          className={styles.item}
          aria-current={screen === 'explore' ? 'page' : undefined}
          onClick={() => navigate('explore')}
        >
          <span className="ellipsis">Features</span>
        </button>
        {studyScreens.map((entry) => (
          <button
            key={entry.screen}
            type="button"
            className={styles.item}
            aria-current={screen === entry.screen ? 'page' : undefined}
            title={entry.detail}
            onClick={() => link.run(`go.${entry.screen}`)}
          >
            <span className="ellipsis">{entry.word}</span>
            <KeyHint command={`go.${entry.screen}`} />
          </button>
        ))}
      </nav>
    </SideSection>
  )
}
