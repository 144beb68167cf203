/**
 * The layout every screen uses: sidebar, main with its 48 px head, right panel. On narrow windows the panel becomes a tab of the main area.
 */
import { type CSSProperties, lazy, type ReactNode, Suspense, useEffect, useRef, useState } from 'react'
import { Segment } from '../../widgets/segment'
import { useAround } from '../annotation/around'
import { useSession } from '../session'
import styles from './screen.module.css'
import { useMedia } from './use-media'
import { useView } from './view'

export interface ScreenProps {
  /** Scope of the commands of the main area, also shown in the status bar: "list", "feature", "chart". */
  scope: string
  /** `<Head …>`. */
  head?: ReactNode
  sidebar?: ReactNode
  /** px, 200–308. */
  sidebarWidth?: number
  sidebarLabel?: string
  panel?: ReactNode
  /** px, 296–428; narrower on narrow windows. */
  panelWidth?: number
  /** Accessible name, and the word on the tab. */
  panelLabel?: string
  /** Word on the main area's own tab. */
  mainLabel?: string
  children: ReactNode
}

/** From these widths down the right panel, then the sidebar too, are tabs of the main area. */
const panelAsTab = '(max-width: 1099px)'
const sidebarAsTab = '(max-width: 799px)'

/** Loaded when they are first read: they bring Markdown and the editor. */
const GuidelinesPanel = lazy(() =>
  import('../annotation/guidelines-panel').then((module) => ({ default: module.GuidelinesPanel }))
)

/** Scopes of the screens on which features are labeled. */
const labeling = ['annotate', 'feature']
const guidelinesWidth = 280

type Tab = 'sidebar' | 'main' | 'panel'

export function Screen(props: ScreenProps) {
  const { scope, head, sidebar, sidebarWidth = 232, sidebarLabel = 'List', children } = props
  const { panel, panelWidth = 320, panelLabel = 'Details', mainLabel = 'Main' } = props
  const view = useView()
  const [tab, setTab] = useState<Tab>('main')
  const main = useRef<HTMLElement>(null)
  useScreenInView(scope, Boolean(sidebar), Boolean(panel))
  useFocusOnEntry(main)
  const guidelines = useGuidelines(scope)
  const side = { shown: (Boolean(sidebar) && view.sidebar) || guidelines !== null, stacked: useMedia(sidebarAsTab) }
  const detail = { shown: Boolean(panel) && view.panel, stacked: useMedia(panelAsTab) }
  const sideLabel = guidelines ? 'Guidelines' : sidebarLabel
  const tabs = tabsFor(side, detail, { sidebar: sideLabel, main: mainLabel, panel: panelLabel })
  const current = tabs.some((option) => option.value === tab) ? tab : 'main'
  const size = {
    '--sidebar-width': `${guidelines ? guidelinesWidth : sidebarWidth}px`,
    '--panel-width': `${panelWidth}px`
  } as CSSProperties
  const sidebarArea = (
    <aside className={styles.sidebar} aria-label={sideLabel} data-region="sidebar" tabIndex={-1}>
      {guidelines ?? sidebar}
    </aside>
  )
  return (
    <div className={styles.screen} style={size}>
      {side.shown && !side.stacked && sidebarArea}
      <div className={styles.center}>
        {tabs.length > 1 && (
          <div className={styles.tabs}>
            <Segment label="Part of the screen" value={current} onChange={setTab} options={tabs} />
          </div>
        )}
        {current === 'sidebar' && sidebarArea}
        <main ref={main} className={styles.main} data-region="main" data-scope={scope} tabIndex={-1} hidden={current !== 'main'}>
          {head}
          <div className={styles.body}>{children}</div>
        </main>
        {current === 'panel' && <PanelArea label={panelLabel}>{panel}</PanelArea>}
      </div>
      {detail.shown && !detail.stacked && <PanelArea label={panelLabel}>{panel}</PanelArea>}
    </div>
  )
}

/** The guidelines of the project take the place of the sidebar while they are read. */
function useGuidelines(scope: string): ReactNode {
  const isOpen = useAround((around) => around.guidelines)
  const project = useSession((session) => session.project)
  return isOpen && project && labeling.includes(scope) ? (
    <Suspense fallback={null}>
      <GuidelinesPanel project={project} />
    </Suspense>
  ) : null
}

interface Part {
  shown: boolean
  stacked: boolean
}

/** The parts that share the main area's place, in reading order; one alone needs no tabs. */
function tabsFor(side: Part, detail: Part, labels: Record<Tab, string>): { value: Tab; label: string }[] {
  const tabs: Tab[] = ['main']
  if (side.shown && side.stacked) tabs.unshift('sidebar')
  if (detail.shown && detail.stacked) tabs.push('panel')
  return tabs.map((value) => ({ value, label: labels[value] }))
}

function PanelArea({ label, children }: { label: string; children: ReactNode }) {
  return (
    <aside className={styles.panel} aria-label={label} data-region="panel" tabIndex={-1}>
      {children}
    </aside>
  )
}

function useScreenInView(scope: string, hasSidebar: boolean, hasPanel: boolean): void {
  useEffect(() => useView.setState({ scope, hasSidebar, hasPanel }), [scope, hasSidebar, hasPanel])
}

/** A new screen takes the focus, unless something in it asked for it first: keys act at once. */
function useFocusOnEntry(main: React.RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const focused = document.activeElement
    const inScreen = focused && main.current?.parentElement?.parentElement?.contains(focused)
    const inModal = focused?.closest('[data-modal]')
    if (!inScreen && !inModal) main.current?.focus({ preventScroll: true })
  }, [main])
}
