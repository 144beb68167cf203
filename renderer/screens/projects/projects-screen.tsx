/** Where Loupe starts: recent projects as cards, the samples, and a place to drop files. */
import { type RefObject, useEffect, useRef } from 'react'
import { useCommands } from '../../app/commands/commands'
import { useCall } from '../../app/engine/queries'
import { isElectron } from '../../app/host'
import { mainRegion } from '../../app/layout/regions'
import { Screen } from '../../app/layout/screen'
import { Button } from '../../widgets/button'
import { Failed } from '../../widgets/empty'
import { formatCount } from '../../widgets/format'
import { Head } from '../../widgets/head'
import { Skeleton } from '../../widgets/skeleton'
import { cardButtons, cardCommands } from './card-commands'
import { DropZone } from './drop-zone'
import { IntroductionCard } from './introduction-card'
import { KeyRow } from './key-row'
import { PathField } from './path-field'
import { ProjectCardView } from './project-card'
import styles from './projects.module.css'
import { SampleCard } from './sample-card'

export function ProjectsScreen() {
  const recent = useCall('projects.recent', {})
  const samples = useCall('projects.samples', {})
  const cards = recent.data ?? []
  const grid = useRef<HTMLUListElement>(null)
  useCommands(cardCommands(grid, cards))
  useFirstCardChosen(grid, recent.data !== undefined && samples.data !== undefined)
  return (
    <Screen
      scope="projects"
      head={
        <Head
          title="Projects"
          detail={recent.data && (cards.length > 0 ? `${formatCount(cards.length)} recent` : 'none yet')}
          actions={
            <>
              <Button command="project.open">Open…</Button>
              <Button variant="primary" command="project.new">
                New project…
              </Button>
            </>
          }
        />
      }
    >
      <div className={styles.page}>
        {recent.isPending && <Skeleton rows={6} rowHeight={40} />}
        {recent.error && (
          <Failed error={recent.error} actions={<Button onClick={() => void recent.refetch()}>Try again</Button>} />
        )}
        <ul ref={grid} className={styles.grid}>
          {cards.map((card, index) => (
            <ProjectCardView key={card.folder} card={card} hotkey={index < 9 ? String(index + 1) : undefined} />
          ))}
          {samples.data?.map((sample) => (
            <SampleCard key={sample.id} sample={sample} />
          ))}
          {recent.data && cards.length === 0 && <IntroductionCard />}
        </ul>
        {isElectron() ? <DropZone /> : <PathField />}
        <KeyRow />
      </div>
    </Screen>
  )
}

/** The first card is chosen when the screen opens, so that Enter goes on with the latest work. */
function useFirstCardChosen(grid: RefObject<HTMLUListElement | null>, loaded: boolean): void {
  useEffect(() => {
    const focused = document.activeElement
    const isFree = focused === document.body || focused === mainRegion()
    if (loaded && isFree && grid.current) cardButtons(grid.current)[0]?.focus({ preventScroll: true })
  }, [grid, loaded])
}
