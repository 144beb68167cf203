/** Screens that belong together, at the left of each of them: their words and keys, the one in view marked. */
import { useCommandLink } from '../../widgets/command-link'
import { KeyHint } from '../../widgets/key-hint/key-hint'
import { SideSection } from '../../widgets/panel'
import { SideItem } from '../../widgets/side-item'
import { type ScreenName, useSession } from '../session'

export interface ListedScreen {
  screen: ScreenName
  word: string
  /** Goes there. */
  command: string
  /** What one finds there. */
  detail?: string
}

export function ScreenList({ title, screens }: { title: string; screens: readonly ListedScreen[] }) {
  const current = useSession((session) => session.screen)
  const link = useCommandLink()
  return (
    <SideSection title={title} flush>
      <nav aria-label={title}>
        {screens.map(({ screen, command, word, detail }) => (
          <SideItem
            key={screen}
            isPlace
            chosen={current === screen}
            title={detail}
            value={<KeyHint command={command} />}
            onChoose={() => link.run(command)}
          >
            {word}
          </SideItem>
        ))}
      </nav>
    </SideSection>
  )
}
