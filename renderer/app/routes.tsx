/**
 * Which component shows which screen. The only file of the app that knows screens; each exports `<Name>Screen`.
 */
import { type ComponentType, lazy } from 'react'
import { NewProjectScreen } from '../screens/new-project/new-project-screen'
import { ProjectsScreen } from '../screens/projects/projects-screen'
import { SettingsScreen } from '../screens/settings/settings-screen'
import type { ScreenName } from './session'

/** Screens with charts or the note editor are loaded when they are first shown. */
export const routes: Record<ScreenName, ComponentType> = {
  projects: ProjectsScreen,
  'new-project': NewProjectScreen,
  settings: SettingsScreen,
  runs: lazy(() => import('../screens/runs/runs-screen').then((module) => ({ default: module.RunsScreen }))),
  compare: lazy(() => import('../screens/runs/compare-screen').then((module) => ({ default: module.CompareScreen }))),
  explore: lazy(() => import('../screens/explore/explore-screen').then((module) => ({ default: module.ExploreScreen }))),
  feature: lazy(() => import('../screens/feature/feature-screen').then((module) => ({ default: module.FeatureScreen }))),
  patterns: lazy(() => import('../screens/patterns/patterns-screen').then((module) => ({ default: module.PatternsScreen }))),
  rows: lazy(() => import('../screens/rows/rows-screen').then((module) => ({ default: module.RowsScreen }))),
  matches: lazy(() => import('../screens/matches/matches-screen').then((module) => ({ default: module.MatchesScreen }))),
  anomalies: lazy(() => import('../screens/anomalies/anomalies-screen').then((module) => ({ default: module.AnomaliesScreen }))),
  relations: lazy(() => import('../screens/relations/relations-screen').then((module) => ({ default: module.RelationsScreen }))),
  columns: lazy(() => import('../screens/columns/columns-screen').then((module) => ({ default: module.ColumnsScreen }))),
  annotate: lazy(() => import('../screens/annotate/annotate-screen').then((module) => ({ default: module.AnnotateScreen }))),
  review: lazy(() => import('../screens/review/review-screen').then((module) => ({ default: module.ReviewScreen }))),
  repeats: lazy(() => import('../screens/repeats/repeats-screen').then((module) => ({ default: module.RepeatsScreen }))),
  progress: lazy(() => import('../screens/progress/progress-screen').then((module) => ({ default: module.ProgressScreen }))),
  export: lazy(() => import('../screens/export/export-screen').then((module) => ({ default: module.ExportScreen })))
}
