/** Below the queue: the last ten decisions, each of which can be opened again. */
import { type KeyboardEvent, useEffect, useRef } from 'react'
import { runCommand } from '../../app/commands/commands'
import { useCall } from '../../app/engine/queries'
import type { RunIds } from '../../app/features/use-feature-order'
import { mainRegion } from '../../app/layout/regions'
import { KeyHint } from '../../widgets/key-hint/key-hint'
import { StatusGlyph, statusWords } from '../../widgets/status-glyph'
import { moveToFeature, useQueueState } from './queue-state'
import styles from './recent-decisions.module.css'

const most = 10
const none: number[] = []

export function RecentDecisions({ place }: { place: RunIds }) {
  const isOpen = useQueueState(({ recent }) => recent)
  return (
    <section className={styles.part} aria-label="Last ten decisions">
      <button type="button" className={styles.head} aria-expanded={isOpen} onClick={() => runCommand('annotate.recent')}>
        Last ten decisions
        <KeyHint command="annotate.recent" />
      </button>
      {isOpen && <Decisions place={place} />}
    </section>
  )
}

function Decisions({ place: { project, run } }: { place: RunIds }) {
  const ofRun = { project: project ?? '', run: run ?? '' }
  const decided = useCall('labels.decided', { ...ofRun, limit: most })
  const features = decided.data?.features ?? none
  const { data: rows } = useCall('features.rows', { ...ofRun, features }, { enabled: features.length > 0, keepPrevious: true })
  const list = useRef<HTMLUListElement>(null)
  const isThere = rows !== undefined
  useEffect(() => {
    if (isThere) list.current?.querySelector('button')?.focus()
  }, [isThere])
  const open = (feature: number) => {
    useQueueState.setState({ recent: false })
    moveToFeature(feature)
    mainRegion()?.focus()
  }
  if (decided.data && features.length === 0) return <p className={styles.none}>Nothing was decided yet.</p>
  return (
    <ul ref={list} className={styles.list} onKeyDown={moveFocus}>
      {features.map((feature) => {
        const row = rows?.find((other) => other.feature === feature)
        return (
          <li key={feature}>
            <button type="button" className={styles.item} onClick={() => open(feature)}>
              {row && <StatusGlyph status={row.status} />}
              <span className={styles.id}>{feature}</span>
              <span className="ellipsis">{row?.label || (row && statusWords[row.status])}</span>
            </button>
          </li>
        )
      })}
    </ul>
  )
}

/** Arrows go through the list, Escape closes it. */
function moveFocus(event: KeyboardEvent<HTMLUListElement>): void {
  const by = { ArrowDown: 1, ArrowUp: -1, Escape: 0 }[event.key]
  if (by === undefined) return
  event.preventDefault()
  event.stopPropagation()
  if (by === 0) {
    useQueueState.setState({ recent: false })
    mainRegion()?.focus()
    return
  }
  const items = [...event.currentTarget.querySelectorAll('button')]
  const here = items.indexOf(document.activeElement as HTMLButtonElement)
  items[(here + by + items.length) % items.length]?.focus()
}
