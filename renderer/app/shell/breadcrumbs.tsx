/** Where one is, as a path: project, screen, run, feature. The parts before the last lead there. Also names the window. */
import { useEffect } from 'react'
import { formatCount } from '../../widgets/format'
import { useProject, useRun } from '../project/current'
import { featureScreens, navigate, type ScreenName, useSession } from '../session'
import styles from './breadcrumbs.module.css'

interface Crumb {
  text: string
  go?: () => void
}

const screenWords: Record<ScreenName, string> = {
  projects: 'Projects',
  'new-project': 'New project',
  runs: 'Runs',
  compare: 'Runs',
  explore: 'Explore',
  feature: 'Explore',
  patterns: 'Patterns',
  columns: 'Columns',
  rows: 'Rows',
  anomalies: 'Anomalies',
  relations: 'Relations',
  matches: 'Two dictionaries',
  annotate: 'Annotate',
  review: 'Review',
  repeats: 'Blind repeats',
  progress: 'Progress',
  export: 'Export',
  settings: 'Settings'
}

/** Screens that show the features of some run, also when none was chosen. */
const readsRun: ScreenName[] = [...featureScreens, 'review', 'repeats', 'progress']

/** Screens on which no one run is looked at. */
const ofNoRun: ScreenName[] = ['compare', 'export']

/** Where the word of a screen leads: above one run are all of them, above a feature the list of them. */
const above: Partial<Record<ScreenName, ScreenName>> = { runs: 'compare', feature: 'explore' }

export function Breadcrumbs() {
  const crumbs = useCrumbs()
  useEffect(() => {
    document.title = [...crumbs.map((crumb) => crumb.text).reverse(), 'Loupe'].join(' – ')
  }, [crumbs])
  return (
    <nav className={styles.crumbs} aria-label="Where you are">
      <ol>
        {crumbs.map((crumb, index) => (
          <li key={`${index} ${crumb.text}`}>
            {crumb.go && index < crumbs.length - 1 ? (
              <button type="button" onClick={crumb.go}>
                {crumb.text}
              </button>
            ) : (
              <span aria-current={index === crumbs.length - 1 ? 'page' : undefined}>{crumb.text}</span>
            )}
          </li>
        ))}
      </ol>
    </nav>
  )
}

function useCrumbs(): Crumb[] {
  const { screen, run, feature, row, project: id } = useSession()
  const project = useProject()
  const shownRun = useRun()
  const runName = run !== null || readsRun.includes(screen) ? shownRun?.name : undefined
  if (screen === 'new-project')
    return id && project ? [{ text: project.name }, { text: 'Data' }] : [{ text: 'Data' }, { text: screenWords[screen] }]
  if (screen === 'projects' || screen === 'settings' || !project) return [{ text: screenWords[screen] }]
  const crumbs: Crumb[] = [{ text: project.name, go: () => navigate('runs') }]
  crumbs.push({ text: screenWords[screen], go: () => navigate(above[screen] ?? screen) })
  if (runName && !ofNoRun.includes(screen)) crumbs.push({ text: runName, go: () => navigate('runs') })
  if (screen === 'rows' && row != null) crumbs.push({ text: `row ${formatCount(row)}` })
  if (screen === 'feature' && feature !== null) crumbs.push({ text: String(feature) })
  return crumbs
}
